"""Works on jobs and acknowledges them, except one that it never finishes: a worker of the recipe that dies."""

import sys
import time

import zmq

socket = zmq.Context().socket(zmq.REP)
socket.linger = 0
socket.connect(sys.argv[1])
while True:
    job = socket.recv_string()
    print("took", job, flush=True)
    if job == sys.argv[2]:
        time.sleep(600)
    socket.send_string(f"done {job}")
