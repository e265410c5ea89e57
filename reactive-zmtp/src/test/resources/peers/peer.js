// A peer in Node.js that does what a Java test tells it: the same requests and answers as peer.py's, as far as they are
// needed. Its argument names the library: "zeromq", which is libzmq, or "jszmq", which knows WebSockets only.
const readline = require('node:readline');

const library = process.argv[process.argv.length - 1];
const { open, judge, version } = require(library === 'jszmq' ? './with-jszmq.js' : './with-libzmq.js');
const sockets = {};
const encode = (frames) => frames.map((frame) => frame.toString('base64'));
const decode = (frames) => frames.map((frame) => Buffer.from(frame, 'base64'));

const commands = {
  open: ({ name, type }) => {
    sockets[name] = open(type);
  },
  judge: (rest) => judge(rest),
  version: () => version(),
  set_option: (socket, { option, value, binary }) =>
    socket.set(option, binary === undefined ? value : Buffer.from(binary, 'base64')),
  bind: (socket, { endpoint }) => socket.bind(endpoint),
  connect: (socket, { endpoint }) => socket.connect(endpoint),
  connect_peer: (socket, { endpoint }) => socket.connectPeer(endpoint).toString('base64'),
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
        const ok = await (socket === undefined ? commands[what](rest) : commands[what](sockets[socket], rest));
        answer = { ok: ok === undefined ? null : ok };
      } catch (failure) {
        answer = { error: String(failure) };
      }
      process.stdout.write(`${JSON.stringify(answer)}\n`);
    });
  })
  .on('close', () => process.exit(0));
