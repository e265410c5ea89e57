"""2. PUB: publishes under several topics in turn. An XPUB, to see subscriptions when it shall wait for them."""
import argparse
import itertools
import signal
import time

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5556")
options.add_argument("--connect")
options.add_argument("--name", default="A")
options.add_argument("--topic", action="append")
options.add_argument("--rate", type=int, default=10)
options.add_argument("--count", type=int)
options.add_argument("--await", type=int, default=0, dest="subscribers")
args = options.parse_args()
topics = args.topic or ["EUR/USD", "EUR/CHF", "USD/JPY"]

pub = zmq.Context().socket(zmq.XPUB)
pub.xpub_verbose = True
if args.connect:
    pub.connect(args.connect)
    print(args.name, "publishes at", args.connect, flush=True)
else:
    pub.bind(args.bind)
    print(args.name, "publishes at", pub.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
for _ in range(args.subscribers):
    notice = pub.recv()
    print("wanted:" if notice[0] else "no longer wanted:", notice[1:].decode(), flush=True)
print(args.name, "begins", flush=True)
start = time.monotonic()
for number in itertools.count() if args.count is None else range(args.count):
    time.sleep(max(0, start + number / args.rate - time.monotonic()))
    pub.send_multipart([topics[number % len(topics)].encode(), args.name.encode(), str(number).encode()])
pub.context.destroy()  # sends what waits; the end of the process alone does not
