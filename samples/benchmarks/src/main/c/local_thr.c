/* The receiving side of a stream against libzmq: binds a PULL socket, or SUB (--pub). It goes on for a moment after its own
   measurement, so that the sender can end its own. */
#include "bench.h"

static const int64_t more_nanos = INT64_C(300000000);

int main(int argc, char **argv)
{
    struct arguments args = parse(
        argc, argv,
        "<bind-to> <message-size> <message-count> [--warmup <seconds>] [--seconds <seconds>] [--curve] [--hwm <n>] [--pub [--subscriptions <n>]]",
        2);
    void *context = open_context(&args);
    void *pull = open_socket(context, args.pub ? ZMQ_SUB : ZMQ_PULL);
    mark(pull, &args);
    seal(pull, &args, 1);
    if (args.subscriptions > 0) {
        /* Else it drops those beyond its high-water mark. */
        int unlimited = 0;
        zmq_setsockopt(pull, ZMQ_SNDHWM, &unlimited, sizeof unlimited);
    }
    if (args.pub)
        subscribe(pull, &args);
    if (zmq_bind(pull, args.endpoint) != 0)
        fail("zmq_bind");
    print_listening(pull);

    zmq_msg_t message;
    zmq_msg_init(&message);
    struct window window = window_open(&args);
    do {
        if (zmq_msg_recv(&message, pull, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_size(&message) != args.size) {
            fprintf(stderr, "a message of %zu bytes, not %zu\n", zmq_msg_size(&message), args.size);
            return 1;
        }
    } while (window_message(&window));
    window_print(&window, args.pub ? "sub" : "pull");

    int timeout = 100;
    zmq_setsockopt(pull, ZMQ_RCVTIMEO, &timeout, sizeof timeout);
    int64_t end = clock_nanos() + more_nanos;
    while (clock_nanos() < end)
        zmq_msg_recv(&message, pull, 0);
    zmq_msg_close(&message);

    zmq_close(pull);
    zmq_ctx_term(context);
    return 0;
}
