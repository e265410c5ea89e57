"""10. PAIR: sends texts, frames and bytes, and prints what comes back."""
import argparse
import signal

import zmq

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5590")
options.add_argument("--rounds", type=int, default=3)
args = options.parse_args()

pair = zmq.Context().socket(zmq.PAIR)
pair.bind(args.bind)
print("listening at", pair.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
for n in range(1, args.rounds + 1):
    pair.send_string(f"round {n}")
    pair.send_multipart([b"point", f"x={n}".encode(), f"y={-n}".encode()])
    pair.send(n.to_bytes(8, "big"))
for _ in range(3 * args.rounds):
    message = pair.recv_multipart()
    if len(message) > 1:
        print("frames", *(frame.decode() for frame in message), flush=True)
    elif message[0][0] == 0:
        print("bytes", message[0].hex(), flush=True)
    else:
        print("text", message[0].decode(), flush=True)
