"""6. REQ: asks through a broker, or several services in turn."""
import argparse
import collections
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", action="append")
options.add_argument("--requests", type=int, default=1000)
options.add_argument("--await", type=int, default=1, help="not known to libzmq")
args = options.parse_args()

req = zmq.Context().socket(zmq.REQ)
for endpoint in args.connect or ["tcp://127.0.0.1:5571"]:
    req.connect(endpoint)
tally = collections.Counter()
for number in range(1, args.requests + 1):
    req.send_string(f"request {number}")
    _, name = req.recv_multipart()
    tally[name.decode()] += 1
print("answered by", ", ".join(f"{name} {count}" for name, count in sorted(tally.items())), flush=True)
