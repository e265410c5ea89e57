"""Sends an order as JSON and prints the fill: pyzmq's half of the recipe "JSON both ways"."""

import sys

import zmq

socket = zmq.Context().socket(zmq.REQ)
socket.linger = 0
socket.connect(sys.argv[1])
socket.send_json({"symbol": "EURUSD", "quantity": 100})
fill = socket.recv_json()
print(fill["symbol"], fill["price"], flush=True)
