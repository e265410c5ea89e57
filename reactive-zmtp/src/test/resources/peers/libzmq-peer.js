// The npm package zeromq cannot tell and set the numbers that PEER lives by. This calls libzmq itself, as it is loaded.
const fs = require('node:fs');
const { promisify } = require('node:util');
const koffi = require('koffi');
require('zeromq');

const PEER = 19;
const LINGER = 17;
const SNDHWM = 23;
const LAST_ENDPOINT = 32;
const MESSAGE_SIZE = 64;

const loaded = fs.readFileSync('/proc/self/maps', 'utf8').match(/\/\S*zeromq\S*\.node/)[0];
const library = koffi.load(loaded);
const zmq = {
  newContext: library.func('void *zmq_ctx_new()'),
  socket: library.func('void *zmq_socket(void *context, int type)'),
  close: library.func('int zmq_close(void *socket)'),
  bind: library.func('int zmq_bind(void *socket, str endpoint)'),
  connectPeer: library.func('uint32_t zmq_connect_peer(void *socket, str endpoint)'),
  setInt: library.func('int zmq_setsockopt(void *socket, int option, const int *value, size_t size)'),
  getText: library.func('int zmq_getsockopt(void *socket, int option, _Out_ uint8_t *value, _Inout_ size_t *size)'),
  initBuffer: library.func('int zmq_msg_init_buffer(void *message, const uint8_t *octets, size_t size)'),
  init: library.func('int zmq_msg_init(void *message)'),
  release: library.func('int zmq_msg_close(void *message)'),
  size: library.func('size_t zmq_msg_size(void *message)'),
  data: library.func('void *zmq_msg_data(void *message)'),
  routingId: library.func('uint32_t zmq_msg_routing_id(void *message)'),
  setRoutingId: library.func('int zmq_msg_set_routing_id(void *message, uint32_t id)'),
  send: library.func('int zmq_msg_send(void *message, void *socket, int flags)'),
  receive: library.func('int zmq_msg_recv(void *message, void *socket, int flags)'),
  errno: library.func('int zmq_errno()'),
  strerror: library.func('str zmq_strerror(int number)'),
};
// These wait, so they do that on a thread of their own.
const sendWaiting = promisify(zmq.send.async);
const receiveWaiting = promisify(zmq.receive.async);
const context = zmq.newContext();

const check = (result) => {
  if (result < 0) {
    throw new Error(zmq.strerror(zmq.errno()));
  }
  return result;
};

class PeerSocket {
  constructor() {
    this.socket = zmq.socket(context, PEER);
  }

  set(option, value) {
    check(zmq.setInt(this.socket, { SNDHWM, LINGER }[option], [value], 4));
  }

  bind(endpoint) {
    check(zmq.bind(this.socket, endpoint));
    const text = Buffer.alloc(256);
    const size = [text.length];
    check(zmq.getText(this.socket, LAST_ENDPOINT, text, size));
    return text.toString('utf8', 0, size[0] - 1);
  }

  connectPeer(endpoint) {
    const id = Buffer.alloc(4);
    id.writeUInt32BE(zmq.connectPeer(this.socket, endpoint));
    return id;
  }

  async send([id, body]) {
    const message = Buffer.alloc(MESSAGE_SIZE);
    check(zmq.initBuffer(message, body, body.length));
    check(zmq.setRoutingId(message, id.readUInt32BE()));
    check(await sendWaiting(message, this.socket, 0));
  }

  async receive() {
    const message = Buffer.alloc(MESSAGE_SIZE);
    check(zmq.init(message));
    check(await receiveWaiting(message, this.socket, 0));
    const id = Buffer.alloc(4);
    id.writeUInt32BE(zmq.routingId(message));
    const size = Number(zmq.size(message));
    const body = size === 0 ? Buffer.alloc(0) : Buffer.from(new Uint8Array(koffi.view(zmq.data(message), size)));
    check(zmq.release(message));
    return [id, body];
  }

  close() {
    this.set('LINGER', 0);
    check(zmq.close(this.socket));
  }
}

module.exports = { PeerSocket };
