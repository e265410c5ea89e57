"""8. PUB and REP: begins when all subscribers are ready. An XPUB, to know that their subscriptions are here too."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5580")
options.add_argument("--ready", default="tcp://127.0.0.1:5581")
options.add_argument("--subscribers", type=int, default=10)
options.add_argument("--messages", type=int, default=1_000_000)
options.add_argument("--hwm", type=int, default=1_100_000)
options.add_argument("--on-full", choices=["drop", "backpressure"], default="drop")
args = options.parse_args()

context = zmq.Context()
pub = context.socket(zmq.XPUB)
pub.xpub_verbose = True
pub.sndhwm = args.hwm
pub.xpub_nodrop = args.on_full == "backpressure"
pub.bind(args.bind)
rep = context.socket(zmq.REP)
rep.bind(args.ready)
print("waiting for", args.subscribers, "subscribers", flush=True)
for _ in range(args.subscribers):
    rep.recv()
    rep.send(b"welcome")
for _ in range(args.subscribers):
    pub.recv()
print("all are ready", flush=True)
for _ in range(args.messages):
    pub.send(b"Rhubarb")
pub.send(b"END")
print(f"published {args.messages:,} and the END", flush=True)
context.destroy()  # sends what waits; the end of the process alone does not
