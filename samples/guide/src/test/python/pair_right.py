"""10. PAIR: changes each message and sends it back."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5590")
args = options.parse_args()

pair = zmq.Context().socket(zmq.PAIR)
pair.connect(args.connect)
while True:
    message = pair.recv_multipart()
    if len(message) > 1:
        pair.send_multipart(message[::-1])
    elif message[0][0] == 0:
        pair.send((2 * int.from_bytes(message[0], "big")).to_bytes(8, "big"))
    else:
        pair.send_string(message[0].decode().upper())
