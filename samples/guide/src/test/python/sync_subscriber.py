"""8. SUB and REQ: reports ready, and counts what comes. A process for each subscriber."""
import argparse
import multiprocessing
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5580")
options.add_argument("--ready", default="tcp://127.0.0.1:5581")
options.add_argument("--subscribers", type=int, default=10)
options.add_argument("--hwm", type=int, default=1_100_000)
args = options.parse_args()


def count(number):
    context = zmq.Context()
    sub = context.socket(zmq.SUB)
    sub.rcvhwm = args.hwm
    sub.subscribe("")
    sub.connect(args.connect)
    req = context.socket(zmq.REQ)
    req.connect(args.ready)
    req.send(b"ready")
    req.recv()
    received = 0
    while sub.recv() != b"END":
        received += 1
    return number, received


with multiprocessing.Pool(args.subscribers) as pool:
    for number, received in pool.imap_unordered(count, range(1, args.subscribers + 1)):
        print(f"subscriber {number} received {received:,}", flush=True)
