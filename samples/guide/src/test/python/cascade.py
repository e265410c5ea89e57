"""7. XSUB and XPUB: from an inner network to an outer one. By hand rather than zmq.proxy, to show the subscriptions."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--inner", action="append")
options.add_argument("--outer", default="tcp://127.0.0.1:5575")
args = options.parse_args()

context = zmq.Context()
inner = context.socket(zmq.XSUB)
for publisher in args.inner or ["tcp://127.0.0.1:5556"]:
    inner.connect(publisher)
outer = context.socket(zmq.XPUB)
outer.bind(args.outer)
print("outer network at", outer.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
poller = zmq.Poller()
poller.register(inner, zmq.POLLIN)
poller.register(outer, zmq.POLLIN)
while True:
    for socket, _ in poller.poll():
        if socket is inner:
            outer.send_multipart(inner.recv_multipart())
        else:
            notice = outer.recv()
            print("wanted:" if notice[0] else "no longer wanted:", notice[1:].decode(), flush=True)
            inner.send(notice)
