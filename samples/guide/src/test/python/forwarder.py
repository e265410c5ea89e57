"""4. SUB that binds, to PUB and, without waiting, to PUSH."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--in", default="tcp://127.0.0.1:5561", dest="publishers")
options.add_argument("--pub", default="tcp://127.0.0.1:5562")
options.add_argument("--push", default="tcp://127.0.0.1:5563")
args = options.parse_args()

context = zmq.Context()
sub = context.socket(zmq.SUB)
sub.subscribe("")
sub.bind(args.publishers)
pub = context.socket(zmq.PUB)
pub.bind(args.pub)
push = context.socket(zmq.PUSH)
push.bind(args.push)
print("forwards from", args.publishers, "to", args.pub, "and", args.push, flush=True)
pushed = dropped = 0
while True:
    message = sub.recv_multipart()
    try:
        push.send_multipart(message, zmq.NOBLOCK)
        pushed += 1
    except zmq.Again:
        dropped += 1
    pub.send_multipart(message)
    print(f"pushed {pushed}, dropped {dropped}", flush=True)
