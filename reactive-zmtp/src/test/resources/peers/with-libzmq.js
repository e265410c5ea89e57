// libzmq as the npm package zeromq brings it, drafts included. What it has beside a message, a group or a number, is the
// message's first frame here.
const fs = require('node:fs');
const path = require('node:path');
const zeromq = require('zeromq');
const draft = require('zeromq/draft');

const TYPES = {
  PAIR: zeromq.Pair, PUB: zeromq.Publisher, SUB: zeromq.Subscriber, XPUB: zeromq.XPublisher, XSUB: zeromq.XSubscriber,
  REQ: zeromq.Request, REP: zeromq.Reply, DEALER: zeromq.Dealer, ROUTER: zeromq.Router, PUSH: zeromq.Push,
  PULL: zeromq.Pull, STREAM: zeromq.Stream, CLIENT: draft.Client, SERVER: draft.Server, RADIO: draft.Radio,
  DISH: draft.Dish, SCATTER: draft.Scatter, GATHER: draft.Gather,
};

/** CHANNEL has no class, only its number. */
const CHANNEL = 20;

/** As numbers, for the package leaves out some that a type has. */
const OPTIONS = {
  ROUTING_ID: 5, SUBSCRIBE: 6, UNSUBSCRIBE: 7, SNDHWM: 23, PLAIN_USERNAME: 45, PLAIN_PASSWORD: 46, CURVE_PUBLICKEY: 48,
  CURVE_SECRETKEY: 49, CURVE_SERVERKEY: 50, ZAP_DOMAIN: 55, HEARTBEAT_IVL: 75,
};
const SWITCHES = { PLAIN_SERVER: 44, CURVE_SERVER: 47 };

const number = (routingId) => {
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(routingId);
  return frame;
};

class LibzmqSocket {
  constructor(type) {
    this.type = type;
    this.socket = type === 'CHANNEL' ? new zeromq.Socket(CHANNEL) : new TYPES[type]();
  }

  set(option, value) {
    if (option === 'JOIN' || option === 'LEAVE') {
      // Those of the class Dish do not reach the native ones.
      zeromq.Socket.prototype[option.toLowerCase()].call(this.socket, value);
    } else if (option in SWITCHES) {
      this.socket.setBoolOption(SWITCHES[option], value !== 0);
    } else if (typeof value === 'number') {
      this.socket.setInt32Option(OPTIONS[option], value);
    } else {
      this.socket.setStringOption(OPTIONS[option], value);
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
    switch (this.type) {
      case 'SERVER':
        return this.socket.send(frames[1], { routingId: frames[0].readUInt32BE() });
      case 'RADIO':
        return this.socket.send(frames[1], { group: frames[0] });
      default:
        return this.socket.send(frames);
    }
  }

  async receive() {
    const frames = await this.socket.receive();
    switch (this.type) {
      case 'SERVER':
        return [number(frames[1].routingId), frames[0]];
      case 'DISH':
        return [frames[1].group, frames[0]];
      default:
        return frames;
    }
  }

  close() {
    this.socket.linger = 0;
    this.socket.close();
  }
}

/** Decides about whoever comes to this process's sockets that are a mechanism's server (RFC 27). */
const judge = async ({ passwords, certificates, deny }) => {
  const keys = fs
    .readdirSync(certificates)
    .map((file) => /public-key\s*=\s*"(.*)"/.exec(fs.readFileSync(path.join(certificates, file), 'utf8'))[1]);
  const known = {
    NULL: () => true,
    PLAIN: (user, password) => passwords[user] === String(password),
    CURVE: (key) => keys.includes(z85(key)),
  };
  const handler = new zeromq.Reply();
  await handler.bind('inproc://zeromq.zap.01');
  (async () => {
    for await (const [v, id, domain, address, routingId, mechanism, ...credentials] of handler) {
      const letIn = !deny.includes(String(address)) && known[mechanism](...credentials);
      await handler.send([v, id, letIn ? '200' : '400', letIn ? 'OK' : 'no', '', '']);
    }
  })();
};

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const z85 = (octets) => {
  let text = '';
  for (let i = 0; i < octets.length; i += 4) {
    for (let value = octets.readUInt32BE(i), power = 85 ** 4; power >= 1; power /= 85) {
      text += DIGITS[Math.floor(value / power) % 85];
    }
  }
  return text;
};

const open = (type) => (type === 'PEER' ? new (require('./libzmq-peer.js').PeerSocket)() : new LibzmqSocket(type));

module.exports = { open, judge, version: () => zeromq.version };
