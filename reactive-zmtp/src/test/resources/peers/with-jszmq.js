// jszmq is JavaScript all through, and made for browsers. What comes is an event, and nothing it does waits.
const { once } = require('node:events');
const jszmq = require('jszmq');

/** It puts an octet in front of each routing id, which is for tests to know no more than with others. */
const MARK = Buffer.from([0]);

class JszmqSocket {
  constructor(type) {
    this.type = type;
    this.socket = jszmq.socket(type.toLowerCase());
    this.waiting = [];
    this.socket.on('message', (...message) => {
      // Some of its types tell where it came from, too.
      const frames = message[0] instanceof Buffer ? message : message.slice(1);
      this.waiting.push(type === 'ROUTER' ? [frames[0].subarray(1), ...frames.slice(1)] : frames);
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

  async bind(endpoint) {
    this.socket.bind(endpoint.replace('*', '0'));
    const { server } = this.socket.binds[this.socket.binds.length - 1];
    // Without this it agrees to the first sub-protocol that is offered, and speaks none but this one.
    server.options.handleProtocols = () => 'ZWS2.0';
    await once(server, 'listening');
    return endpoint.replace('*', server.address().port);
  }

  connect(endpoint) {
    this.socket.connect(endpoint);
  }

  send(frames) {
    this.socket.send(this.type === 'ROUTER' ? [Buffer.concat([MARK, frames[0]]), ...frames.slice(1)] : frames);
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

module.exports = { open: (type) => new JszmqSocket(type) };
