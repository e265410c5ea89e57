/* The asking side of round trips against libzmq: connects a REQ socket. */
#include "bench.h"

int main(int argc, char **argv)
{
    struct arguments args = parse(argc, argv,
                                  "<connect-to> <message-size> <roundtrip-count> [--warmup <roundtrips>] [--hwm <n>]"
                                  " [--connections <n>]",
                                  20000);
    struct trips trips = trips_open(&args);
    void *context = open_context(&args);
    void **askers = calloc(args.connections, sizeof *askers);
    for (int64_t i = 0; i < args.connections; i++) {
        askers[i] = open_socket(context, ZMQ_REQ);
        mark(askers[i], &args);
        if (zmq_connect(askers[i], args.endpoint) != 0)
            fail("zmq_connect");
    }

    zmq_msg_t message;
    zmq_msg_init_size(&message, args.size);
    memset(zmq_msg_data(&message), 0, args.size);
    int64_t next = 0;
    for (int64_t i = -(int64_t)args.warmup; i < args.count; i++) {
        void *req = askers[next];
        next = next + 1 == args.connections ? 0 : next + 1;
        int64_t asked_at = trips_begin(&trips, i);
        if (zmq_msg_send(&message, req, 0) < 0)
            fail("zmq_msg_send");
        if (zmq_msg_recv(&message, req, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_size(&message) != args.size) {
            fprintf(stderr, "an answer of %zu bytes, not %zu\n", zmq_msg_size(&message), args.size);
            return 1;
        }
        trips_end(&trips, i, asked_at);
    }
    trips_print(&trips, "libzmq");

    zmq_msg_close(&message);
    for (int64_t i = 0; i < args.connections; i++)
        zmq_close(askers[i]);
    free(askers);
    zmq_ctx_term(context);
    return 0;
}
