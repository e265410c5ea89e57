"""5. ROUTER with asyncio: answers many requests at once, in any order."""
import argparse
import asyncio
import random
import signal

import zmq
import zmq.asyncio

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a stack trace
options = argparse.ArgumentParser()
options.add_argument("--bind", default="tcp://127.0.0.1:5565")
args = options.parse_args()


async def answer(router, envelope, number):
    await asyncio.sleep(random.randint(1, 20) / 1000)
    await router.send_multipart([*envelope, str(number * number).encode()])


async def main():
    router = zmq.asyncio.Context().socket(zmq.ROUTER)
    router.bind(args.bind)
    print("listening at", router.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
    answers = set()
    while True:
        *envelope, number = await router.recv_multipart()
        answers.add(task := asyncio.create_task(answer(router, envelope, int(number))))
        task.add_done_callback(answers.discard)


asyncio.run(main())
