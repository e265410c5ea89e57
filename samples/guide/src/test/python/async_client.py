"""5. DEALER with asyncio: many requests under way on one socket, told apart by a number in the envelope."""
import argparse
import asyncio
import signal

import zmq
import zmq.asyncio

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--connect", default="tcp://127.0.0.1:5565")
options.add_argument("--requests", type=int, default=1000)
options.add_argument("--in-flight", type=int, default=100)
args = options.parse_args()


async def main():
    dealer = zmq.asyncio.Context().socket(zmq.DEALER)
    dealer.connect(args.connect)
    free = asyncio.Semaphore(args.in_flight)
    right = overtaken = highest = 0

    async def ask():
        for number in range(1, args.requests + 1):
            await free.acquire()
            text = str(number).encode()
            await dealer.send_multipart([text, b"", text])

    asking = asyncio.create_task(ask())
    for _ in range(args.requests):
        number, _, square = await dealer.recv_multipart()
        free.release()
        number = int(number)
        right += int(square) == number * number
        overtaken += number < highest
        highest = max(highest, number)
    await asking
    print(f"{right} right answers, {overtaken} were overtaken by a later one", flush=True)


asyncio.run(main())
