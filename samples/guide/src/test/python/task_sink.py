"""3. PULL: gathers the results, counts what is missing, and asks for it again."""
import argparse
import collections
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5558")
options.add_argument("--again", default="tcp://127.0.0.1:5559")
options.add_argument("--no-again", action="store_true")
options.add_argument("--tasks", type=int, default=10_000)
options.add_argument("--quiet", type=int, default=3000)
args = options.parse_args()

context = zmq.Context()
results = context.socket(zmq.PULL)
results.bind(args.bind)
print("results at", results.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
again = context.socket(zmq.PUSH)
again.connect(args.again)
missing = set(range(1, args.tasks + 1))
workers = collections.Counter()
repeated = 0
while missing:
    if workers and not results.poll(args.quiet):
        if args.no_again:
            break
        print("again:", len(missing), flush=True)
        for number in sorted(missing):
            again.send_string(str(number))
    number, name = (frame.decode() for frame in results.recv_multipart())
    repeated += int(number) not in missing
    missing.discard(int(number))
    workers[name] += 1
by = ", ".join(f"{name} {count}" for name, count in sorted(workers.items()))
print(f"end: {args.tasks - len(missing)} done, {len(missing)} missing, {repeated} twice; by {by}", flush=True)
again.send_string("all done")
context.destroy()  # sends what waits; the end of the process alone does not
