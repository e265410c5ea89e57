"""6. REP: serves behind a broker, or on its own."""
import argparse
import os
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5572")
options.add_argument("--bind")
options.add_argument("--name", default=f"service-{os.getpid()}")
args = options.parse_args()

rep = zmq.Context().socket(zmq.REP)
if args.bind:
    rep.bind(args.bind)
    print(args.name, "serves at", rep.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
else:
    rep.connect(args.connect)
    print(args.name, "serves at", args.connect, flush=True)
while True:
    rep.send_multipart([rep.recv(), args.name.encode()])
