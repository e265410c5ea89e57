"""Sends what pyzmq's methods send, and prints the array that comes back: pyzmq's half of "Talking to pyzmq"."""

import array
import sys

import zmq

try:
    import numpy
except ImportError:
    # Debian's python3-zmq does not bring NumPy. This has what the recipe uses of it, and makes the same frames.
    class numpy:
        class Array(array.array):
            dtype = "float64"

            def reshape(self, shape):
                self.shape = tuple(shape)
                return self

            def tolist(self):
                rows, columns = self.shape
                return [list(self[row * columns : (row + 1) * columns]) for row in range(rows)]

        @staticmethod
        def array(rows):
            values = numpy.Array("d", [value for row in rows for value in row])
            return values.reshape((len(rows), len(rows[0])))

        @staticmethod
        def frombuffer(frame, dtype):
            values = numpy.Array("d")
            values.frombytes(frame)
            return values


def send_array(socket, values):
    socket.send_json({"dtype": str(values.dtype), "shape": values.shape}, zmq.SNDMORE)
    socket.send(values)


def receive_array(socket):
    header = socket.recv_json()
    return numpy.frombuffer(socket.recv(), dtype=header["dtype"]).reshape(header["shape"])


context = zmq.Context()
push = context.socket(zmq.PUSH)
push.connect(sys.argv[1])
push.send_string("Zürich")
push.send_json({"symbol": "EURUSD", "quantity": 100})
push.send_pyobj({"symbol": "EURUSD", "quantity": 100})
push.send_multipart([b"EUR", b"1.08"])
send_array(push, numpy.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]]))

pull = context.socket(zmq.PULL)
pull.connect(sys.argv[2])
print(receive_array(pull).tolist(), flush=True)
