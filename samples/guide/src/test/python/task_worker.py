"""3. PULL to PUSH: does tasks, and sends results to the sink."""
import argparse
import os
import signal
import time

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--tasks", default="tcp://127.0.0.1:5557")
options.add_argument("--results", default="tcp://127.0.0.1:5558")
options.add_argument("--name", default=f"worker-{os.getpid()}")
options.add_argument("--work", type=int, default=10)
args = options.parse_args()

context = zmq.Context()
tasks = context.socket(zmq.PULL)
tasks.rcvhwm = 1
tasks.rcvbuf = 32 * 1024
tasks.connect(args.tasks)
results = context.socket(zmq.PUSH)
results.connect(args.results)
print(args.name, "works", flush=True)
while True:
    number, data = tasks.recv_multipart()
    time.sleep(args.work / 1000)
    results.send_multipart([number, args.name.encode()])
