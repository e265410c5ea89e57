/* The sending side of a stream against libzmq: connects a PUSH socket, or PUB (--pub). It goes on for two seconds after
   its own measurement, so that the receiver gets all it wants to measure; what the receiver no longer takes is dropped. */
#include "bench.h"

static const int64_t more_nanos = INT64_C(2000000000);

static int send_one(void *push, size_t size, struct topics *topics)
{
    zmq_msg_t message;
    if (zmq_msg_init_size(&message, size) != 0)
        fail("zmq_msg_init_size");
    topics_write(topics, zmq_msg_data(&message));
    if (zmq_msg_send(&message, push, 0) < 0) {
        zmq_msg_close(&message);
        return -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct arguments args = parse(
        argc, argv,
        "<connect-to> <message-size> <message-count> [--warmup <seconds>] [--seconds <seconds>] [--curve] [--hwm <n>] [--connections <n>]"
        " [--pub [--subscriptions <n> --match-every <n>]]",
        2);
    struct topics topics = topics_open(&args);
    void *context = open_context(&args);
    void *push = open_socket(context, args.pub ? ZMQ_PUB : ZMQ_PUSH);
    mark(push, &args);
    seal(push, &args, 0);
    int linger = 0;
    zmq_setsockopt(push, ZMQ_LINGER, &linger, sizeof linger);
    for (int64_t i = 0; i < args.connections; i++) {
        if (zmq_connect(push, args.endpoint) != 0)
            fail("zmq_connect");
    }

    struct window window = window_open(&args);
    do {
        if (send_one(push, args.size, &topics) != 0)
            fail("zmq_msg_send");
    } while (window_message(&window));
    window_print(&window, args.pub ? "pub" : "push");

    int timeout = 100;
    zmq_setsockopt(push, ZMQ_SNDTIMEO, &timeout, sizeof timeout);
    int64_t end = clock_nanos() + more_nanos;
    while (clock_nanos() < end)
        send_one(push, args.size, &topics);

    free(topics.table);
    zmq_close(push);
    zmq_ctx_term(context);
    return 0;
}
