"""3. PUSH: hands out tasks to whichever workers are there, and lost ones again when the sink asks."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5557")
options.add_argument("--again", default="tcp://127.0.0.1:5559")
options.add_argument("--tasks", type=int, default=10_000)
options.add_argument("--size", type=int, default=16 * 1024)
args = options.parse_args()

context = zmq.Context()
push = context.socket(zmq.PUSH)
push.sndhwm = 1
push.sndbuf = 32 * 1024
push.bind(args.bind)
print("tasks at", push.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
again = context.socket(zmq.PULL)
again.bind(args.again)
data = b"x" * args.size
for number in range(1, args.tasks + 1):
    push.send_multipart([str(number).encode(), data])
made = args.tasks
while (number := again.recv()) != b"all done":
    push.send_multipart([number, data])
    made += 1
print("all done, made", made, flush=True)
