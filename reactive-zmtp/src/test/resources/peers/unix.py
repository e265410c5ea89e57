"""A Unix domain socket and nothing more: what comes on stdin goes to the peer, what the peer sends goes to stdout.

Arguments: "connect" or "listen", and a path, which begins with "@" for a name outside of the file system; then a number to be
user from then on, in the group of the next, which only root may. The end of stdin closes our half of the connection, and the
peer's close ends the process.
"""

import os
import socket
import sys
import threading

what, path, *number = sys.argv[1:]
if number:
    os.setgroups([])
    os.setgid(int(number[0]) + 1)
    os.setuid(int(number[0]))
address = "\0" + path[1:] if path.startswith("@") else path
peer = socket.socket(socket.AF_UNIX)
if what == "connect":
    peer.connect(address)
else:
    peer.bind(address)
    peer.listen()
    peer, _ = peer.accept()


def send():
    while bytes := os.read(0, 65536):
        peer.sendall(bytes)
    peer.shutdown(socket.SHUT_WR)


threading.Thread(target=send, daemon=True).start()
while bytes := peer.recv(65536):
    os.write(1, bytes)
