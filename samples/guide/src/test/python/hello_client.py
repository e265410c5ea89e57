"""1. REQ: says hello again and again. Libzmq does not tell that a server was lost: after a while, ask again."""
import argparse
import signal
import time

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5555")
options.add_argument("--requests", type=int, default=10)
options.add_argument("--pause", type=int, default=1000)
args = options.parse_args()

req = zmq.Context().socket(zmq.REQ)
req.req_relaxed = True
req.req_correlate = True
req.connect(args.connect)
for number in range(1, args.requests + 1):
    time.sleep(args.pause / 1000)
    question = f"hello {number}"
    print("asks", question, flush=True)
    req.send_string(question)
    while not req.poll(1000):
        print("asks", question, flush=True)
        req.send_string(question)
    print("received", req.recv_string(), flush=True)
