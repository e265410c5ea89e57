/* One publisher against libzmq: binds, waits for its subscribers, and publishes until it is ended. It is an XPUB, which
   is a PUB that lets us see the subscriptions come. */
#include "bench.h"

static void await_subscribers(void *xpub, int64_t count)
{
    char subscription[256];
    for (int64_t i = 0; i < count; i++) {
        if (zmq_recv(xpub, subscription, sizeof subscription, 0) < 0)
            fail("zmq_recv");
    }
}

int main(int argc, char **argv)
{
    struct arguments args = parse(argc, argv,
                                  "<bind-to> <message-size> <message-count> --subscribers <n> [--warmup <seconds>]"
                                  " [--seconds <seconds>]",
                                  2);
    void *context = zmq_ctx_new();
    void *xpub = open_socket(context, ZMQ_XPUB);
    int all = 1;
    int linger = 0;
    zmq_setsockopt(xpub, ZMQ_XPUB_VERBOSE, &all, sizeof all);
    zmq_setsockopt(xpub, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(xpub, args.endpoint) != 0)
        fail("zmq_bind");
    print_listening(xpub);
    await_subscribers(xpub, args.subscribers);

    struct window window = window_open(&args);
    for (int open = 1;;) {
        zmq_msg_t message;
        zmq_msg_init_size(&message, args.size);
        if (zmq_msg_send(&message, xpub, 0) < 0)
            fail("zmq_msg_send");
        if (open && !window_message(&window)) {
            window_print(&window, "pub");
            open = 0;
        }
    }
}
