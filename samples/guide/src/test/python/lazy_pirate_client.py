"""9. REQ: survives its server with a poll, and a new socket when nothing comes."""
import argparse
import signal
import sys
import time

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5585")
options.add_argument("--requests", type=int, default=10)
options.add_argument("--pause", type=int, default=1000)
options.add_argument("--timeout", type=int, default=2500)
options.add_argument("--retries", type=int, default=3)
args = options.parse_args()

context = zmq.Context()


def socket():
    req = context.socket(zmq.REQ)
    req.linger = 0
    req.connect(args.connect)
    return req


req = socket()
for number in range(1, args.requests + 1):
    time.sleep(args.pause / 1000)
    request = f"request {number}"
    for attempt in range(args.retries + 1):
        req.send_string(request)
        if req.poll(args.timeout):
            print("answered", req.recv_string(), flush=True)
            break
        print(f"asks again, {request}: no answer in time", flush=True)
        req.close()
        req = socket()
    else:
        sys.exit("the server seems to be gone")
