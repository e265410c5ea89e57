/* The asking side of many requests under way at once, against libzmq: a DEALER that speaks as a REQ does with
   ZMQ_REQ_CORRELATE: a number, a delimiter, the body. One answer in, one request out. */
#include "bench.h"

static void ask(void *dealer, size_t size, uint32_t number)
{
    zmq_msg_t body;
    zmq_msg_init_size(&body, size);
    if (zmq_send(dealer, &number, sizeof number, ZMQ_SNDMORE) < 0 || zmq_send(dealer, "", 0, ZMQ_SNDMORE) < 0
        || zmq_msg_send(&body, dealer, 0) < 0)
        fail("zmq_send");
}

int main(int argc, char **argv)
{
    struct arguments args = parse(argc, argv,
                                  "<connect-to> <message-size> <request-count> --in-flight <n> [--warmup <seconds>]"
                                  " [--seconds <seconds>]",
                                  2);
    void *context = zmq_ctx_new();
    void *dealer = open_socket(context, ZMQ_DEALER);
    int linger = 0;
    zmq_setsockopt(dealer, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(dealer, args.endpoint) != 0)
        fail("zmq_connect");

    uint32_t number = 0;
    for (int64_t i = 0; i < args.in_flight; i++)
        ask(dealer, args.size, number++);
    zmq_msg_t frame;
    zmq_msg_init(&frame);
    struct window window = window_open(&args);
    do {
        do {
            if (zmq_msg_recv(&frame, dealer, 0) < 0)
                fail("zmq_msg_recv");
        } while (zmq_msg_more(&frame));
        if (zmq_msg_size(&frame) != args.size) {
            fprintf(stderr, "an answer of %zu bytes, not %zu\n", zmq_msg_size(&frame), args.size);
            return 1;
        }
        ask(dealer, args.size, number++);
    } while (window_message(&window));
    window_print(&window, "req");

    zmq_msg_close(&frame);
    zmq_close(dealer);
    zmq_ctx_term(context);
    return 0;
}
