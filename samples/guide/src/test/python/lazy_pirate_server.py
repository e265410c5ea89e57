"""9. REP: echoes, stalls, dies."""
import argparse
import os
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5585")
options.add_argument("--stall-at", type=int, default=0)
options.add_argument("--die-at", type=int, default=0)
args = options.parse_args()

context = zmq.Context()
rep = context.socket(zmq.REP)
rep.bind(args.bind)
print("listening at", rep.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
stalled = False
while True:
    request = rep.recv()
    print("received", request.decode(), flush=True)
    if request.decode() == f"request {args.die_at}":
        os.kill(os.getpid(), signal.SIGKILL)
    if request.decode() == f"request {args.stall_at}" and not stalled:
        stalled = True
        # A REP must answer before it may receive again: begin anew instead.
        rep.close(linger=0)
        rep = context.socket(zmq.REP)
        while True:
            try:
                rep.bind(args.bind)
                break
            except zmq.ZMQError:
                pass
        continue
    rep.send(request)
