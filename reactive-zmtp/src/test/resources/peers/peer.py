"""A libzmq peer that does what a Java test tells it.

Requests come on stdin, answers go to stdout, one JSON object a line, in the same order. A request names what to do and,
for all but "open" and "version", a socket that was opened before; frames are in base64. An answer is {"ok": value} or
{"error": text}. The process ends with its stdin.
"""

import base64
import json
import os
import queue
import struct
import sys
import threading

import zmq
import zmq.auth
from zmq.auth.thread import ThreadAuthenticator

context = zmq.Context()
sockets = {}


def message_in(frames):
    return [base64.b64decode(frame) for frame in frames]


def message_out(frames):
    return [base64.b64encode(frame).decode() for frame in frames]


def open_socket(name, type):
    sockets[name] = context.socket(getattr(zmq, type))


def set_option(socket, option, value=None, binary=None):
    socket.setsockopt(getattr(zmq, option), value if binary is None else base64.b64decode(binary))


def bind(socket, endpoint):
    socket.bind(endpoint)
    return socket.getsockopt_string(zmq.LAST_ENDPOINT)


def connect(socket, endpoint):
    socket.connect(endpoint)


def send(socket, messages):
    for message in messages:
        socket.send_multipart(message_in(message))


def receive(socket, count):
    return [message_out(socket.recv_multipart()) for _ in range(count)]


def echo(socket, count):
    """Sends back each message as it came: the right answer for REP, DEALER and ROUTER alike."""
    for _ in range(count):
        socket.send_multipart(socket.recv_multipart())


def exchange(socket, messages, window):
    """Sends the messages, never more than a window ahead of the answers, and returns these."""
    answers = []
    for sent, message in enumerate(messages, 1):
        socket.send_multipart(message_in(message))
        if sent - len(answers) >= window:
            answers.append(message_out(socket.recv_multipart()))
    while len(answers) < len(messages):
        answers.append(message_out(socket.recv_multipart()))
    return answers


def receive_numbers(socket, count):
    """Takes messages that begin with a number, which must rise; tells the first, the last, and how often one jumped."""
    first = last = jumps = None
    for _ in range(count):
        (number,) = struct.unpack_from(">q", socket.recv_multipart()[0])
        if first is None:
            first, jumps = number, 0
        elif number <= last:
            raise ValueError(f"{number} after {last}")
        elif number > last + 1:
            jumps += 1
        last = number
    return {"first": first, "last": last, "jumps": jumps}


def topics(socket, count):
    """On an XPUB: takes subscriptions until so many distinct ones are known; tells how many it took for that."""
    known = set()
    taken = 0
    while len(known) < count:
        notification = socket.recv()
        taken += 1
        if notification[0] == 1:
            known.add(notification[1:])
        else:
            known.discard(notification[1:])
    return taken


def property(socket, name):
    """Takes one message, and tells what its sender said of itself by this name."""
    return socket.recv(copy=False).get(name)


def proxy(socket, backend):
    """Forwards both ways from now on, on a thread of its own; the sockets take no other requests."""
    threading.Thread(target=zmq.proxy, args=(socket, sockets[backend]), daemon=True).start()


def judge(passwords, certificates, deny):
    """Has pyzmq's own authenticator judge whoever comes to this process's sockets that are a mechanism's server."""
    global authenticator
    authenticator = ThreadAuthenticator(context)
    authenticator.start()
    if deny:
        authenticator.deny(*deny)
    authenticator.configure_plain(domain="global", passwords=passwords)
    authenticator.configure_curve(domain="global", location=certificates)


def certificate(file):
    """The keys in a certificate file, as pyzmq reads it."""
    public, secret = zmq.auth.load_certificate(file)
    return [public.decode(), secret and secret.decode()]


def create_certificate(directory, name):
    zmq.auth.create_certificates(directory, name)


def close(socket):
    socket.close(linger=0)


def requests():
    """Lines of stdin; the process dies with its parent, even in the middle of a blocking call."""
    lines = queue.Queue()

    def read():
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield json.loads(lines.get())


def handle(request):
    do = request.pop("do")
    if do == "open":
        return open_socket(**request)
    if do == "version":
        return zmq.zmq_version()
    if "socket" not in request:
        return globals()[do](**request)
    return globals()[do](sockets[request.pop("socket")], **request)


for request in requests():
    try:
        answer = {"ok": handle(request)}
    except Exception as failure:
        answer = {"error": f"{type(failure).__name__}: {failure}"}
    print(json.dumps(answer), flush=True)
