"""6. ROUTER and DEALER: any number of clients and of services."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--frontend", default="tcp://127.0.0.1:5571")
options.add_argument("--backend", default="tcp://127.0.0.1:5572")
args = options.parse_args()

context = zmq.Context()
frontend = context.socket(zmq.ROUTER)
frontend.bind(args.frontend)
backend = context.socket(zmq.DEALER)
backend.bind(args.backend)
print("broker is open", flush=True)
zmq.proxy(frontend, backend)
