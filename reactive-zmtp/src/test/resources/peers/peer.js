// A peer in Node.js that does what a Java test tells it: the same requests and answers as peer.py's, as far as they are
// needed. Its argument names the library: "zeromq", which is libzmq, or "jszmq", which knows WebSockets only.
const readline = require('node:readline');
const { once } = require('node:events');

const library = process.argv[process.argv.length - 1];
const sockets = {};
const encode = (frames) => [].concat(frames).map((frame) => Buffer.from(frame).toString('base64'));
const decode = (frames) => frames.map((frame) => Buffer.from(frame, 'base64'));

const NAMES = {
  PAIR: 'Pair', PUB: 'Publisher', SUB: 'Subscriber', XPUB: 'XPublisher', XSUB: 'XSubscriber', REQ: 'Request',
  REP: 'Reply', DEALER: 'Dealer', ROUTER: 'Router', PUSH: 'Push', PULL: 'Pull',
};
const OPTIONS = { SNDHWM: 'sendHighWaterMark', ROUTING_ID: 'routingId', HEARTBEAT_IVL: 'heartbeatInterval' };

/** libzmq. */
class Native {
  constructor(type) {
    this.socket = new (require('zeromq')[NAMES[type]])();
  }

  set(option, value) {
    if (option === 'SUBSCRIBE') {
      this.socket.subscribe(value);
    } else if (option === 'UNSUBSCRIBE') {
      this.socket.unsubscribe(value);
    } else {
      this.socket[OPTIONS[option]] = option === 'ROUTING_ID' ? value.toString() : value;
    }
  }

  async bind(endpoint) {
    await this.socket.bind(endpoint);
    return this.socket.lastEndpoint;
  }

  connect(endpoint) {
    this.socket.connect(endpoint);
  }

  send(frames) {
    return this.socket.send(frames);
  }

  receive() {
    return this.socket.receive();
  }

  close() {
    this.socket.linger = 0;
    this.socket.close();
  }
}

/** JavaScript: it connects only, and what comes is an event. */
class Script {
  constructor(type) {
    this.socket = require('jszmq').socket(type.toLowerCase());
    this.waiting = [];
    this.socket.on('message', (...frames) => {
      this.waiting.push(type === 'SUB' || type === 'XSUB' || frames[0] instanceof Buffer ? frames : frames.slice(1));
      this.socket.emit('taken');
    });
  }

  set(option, value) {
    if (option === 'SUBSCRIBE') {
      this.socket.subscribe(value);
    } else if (option === 'UNSUBSCRIBE') {
      this.socket.unsubscribe(value);
    } else if (option === 'ROUTING_ID') {
      this.socket.options.routingId = value;
    }
  }

  connect(endpoint) {
    this.socket.connect(endpoint);
  }

  send(frames) {
    this.socket.send(frames);
  }

  async receive() {
    while (this.waiting.length === 0) {
      await once(this.socket, 'taken');
    }
    return this.waiting.shift();
  }

  close() {
    this.socket.close();
  }
}

const commands = {
  open: ({ name, type }) => {
    sockets[name] = library === 'jszmq' ? new Script(type) : new Native(type);
  },
  set_option: (socket, { option, value, binary }) =>
    socket.set(option, binary === undefined ? value : Buffer.from(binary, 'base64')),
  bind: (socket, { endpoint }) => socket.bind(endpoint),
  connect: (socket, { endpoint }) => socket.connect(endpoint),
  send: async (socket, { messages }) => {
    for (const message of messages) {
      await socket.send(decode(message));
    }
  },
  receive: async (socket, { count }) => {
    const all = [];
    while (all.length < count) {
      all.push(encode(await socket.receive()));
    }
    return all;
  },
  echo: async (socket, { count }) => {
    for (let i = 0; i < count; i++) {
      await socket.send(await socket.receive());
    }
  },
  exchange: async (socket, { messages, window }) => {
    const answers = [];
    let sent = 0;
    for (const message of messages) {
      await socket.send(decode(message));
      if (++sent - answers.length >= window) {
        answers.push(encode(await socket.receive()));
      }
    }
    while (answers.length < messages.length) {
      answers.push(encode(await socket.receive()));
    }
    return answers;
  },
  close: (socket) => socket.close(),
};

let last = Promise.resolve();
readline
  .createInterface({ input: process.stdin, crlfDelay: Infinity })
  .on('line', (line) => {
    last = last.then(async () => {
      const { do: what, socket, ...rest } = JSON.parse(line);
      let answer;
      try {
        const ok = what === 'open' ? commands.open(rest) : await commands[what](sockets[socket], rest);
        answer = { ok: ok === undefined ? null : ok };
      } catch (failure) {
        answer = { error: String(failure) };
      }
      process.stdout.write(`${JSON.stringify(answer)}\n`);
    });
  })
  .on('close', () => process.exit(0));
