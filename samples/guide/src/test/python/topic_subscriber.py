"""2. SUB: subscribes to topics at several publishers."""
import argparse
import collections
import itertools
import signal
import time

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", action="append")
options.add_argument("--topic", action="append")
options.add_argument("--rate", type=int, default=0)
options.add_argument("--count", type=int)
args = options.parse_args()

sub = zmq.Context().socket(zmq.SUB)
for topic in args.topic or [""]:
    sub.subscribe(topic)
for publisher in args.connect or ["tcp://127.0.0.1:5556"]:
    sub.connect(publisher)
tally = collections.Counter()
for _ in itertools.count() if args.count is None else range(args.count):
    if args.rate:
        time.sleep(1 / args.rate)
    topic, name, number = (frame.decode() for frame in sub.recv_multipart())
    tally[name] += 1
    print(topic, number, "from", name, flush=True)
print("received", ", ".join(f"{name} {count}" for name, count in sorted(tally.items())), flush=True)
