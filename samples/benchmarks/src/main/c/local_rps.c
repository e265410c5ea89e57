/* The answering side of many requests under way at once, against libzmq: a ROUTER that echoes. It runs until it is
   ended, and tells nothing. */
#include "bench.h"

int main(int argc, char **argv)
{
    struct arguments args = parse(
        argc, argv, "<bind-to> <message-size> <request-count> [--warmup <seconds>] [--seconds <seconds>]", 2);
    void *context = zmq_ctx_new();
    void *router = open_socket(context, ZMQ_ROUTER);
    if (zmq_bind(router, args.endpoint) != 0)
        fail("zmq_bind");
    print_listening(router);

    zmq_msg_t frame;
    zmq_msg_init(&frame);
    for (;;) {
        if (zmq_msg_recv(&frame, router, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_send(&frame, router, zmq_msg_more(&frame) ? ZMQ_SNDMORE : 0) < 0)
            fail("zmq_msg_send");
    }
}
