"""1. REP: answers each hello."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5555")
args = options.parse_args()

rep = zmq.Context().socket(zmq.REP)
rep.bind(args.bind)
print("listening at", rep.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
while True:
    request = rep.recv_string()
    print("received", request, flush=True)
    rep.send_string(request + ", world")
