"""4. PULL: writes down what the forwarder pushes."""
import argparse
import itertools
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5563")
options.add_argument("--count", type=int)
args = options.parse_args()

pull = zmq.Context().socket(zmq.PULL)
pull.connect(args.connect)
for _ in itertools.count() if args.count is None else range(args.count):
    topic, name, number = (frame.decode() for frame in pull.recv_multipart())
    print("recorded", topic, number, "from", name, flush=True)
