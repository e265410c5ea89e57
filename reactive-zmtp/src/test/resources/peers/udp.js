// RADIO, DISH and DGRAM of libzmq in Node.js: one socket, which does what the lines of its input say, an answer for each line.
// The arguments: the type; then option=value, as many as there are.
const readline = require('node:readline');
const draft = require('zeromq/draft');

const [type, ...options] = process.argv.slice(2);
const socket = new draft[type]();
for (const option of options) {
  const [name, value] = option.split('=');
  socket[name] = Number(value);
}
const text = (frames) => frames.map((frame) => Buffer.from(frame).toString('base64')).join(' ');
const frames = (words) => words.map((word) => Buffer.from(word, 'base64'));

const commands = {
  bind: (endpoint) => socket.bind(endpoint),
  connect: (endpoint) => socket.connect(endpoint),
  join: (group) => socket.join(group),
  leave: (group) => socket.leave(group),
  send: async (...words) => {
    const [first, body] = frames(words);
    await (type === 'Radio' ? socket.send(body, { group: first }) : socket.send([first, body]));
  },
  receive: async () => {
    const [first, second] = await socket.receive();
    return type === 'Dish' ? text([second.group, first]) : text([first, second]);
  },
};

let last = Promise.resolve();
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  last = last.then(async () => {
    const [command, ...rest] = line.split(' ');
    try {
      console.log(`ok ${(await commands[command](...rest)) ?? ''}`);
    } catch (failure) {
      console.log(`failed ${failure.code ?? failure}`);
    }
  });
});
