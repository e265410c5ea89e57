/* The asking side of round trips against libzmq: connects a REQ socket. */
#include "bench.h"

int main(int argc, char **argv)
{
    struct arguments args =
        parse(argc, argv, "<connect-to> <message-size> <roundtrip-count> [--warmup <roundtrips>]", 20000);
    struct trips trips = trips_open(&args);
    void *context = zmq_ctx_new();
    void *req = open_socket(context, ZMQ_REQ);
    if (zmq_connect(req, args.endpoint) != 0)
        fail("zmq_connect");

    zmq_msg_t message;
    zmq_msg_init_size(&message, args.size);
    memset(zmq_msg_data(&message), 0, args.size);
    for (int64_t i = -(int64_t)args.warmup; i < args.count; i++) {
        int64_t asked_at = trips_begin(&trips, i);
        if (zmq_msg_send(&message, req, 0) < 0)
            fail("zmq_msg_send");
        if (zmq_msg_recv(&message, req, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_size(&message) != args.size) {
            fprintf(stderr, "an answer of %zu octets, not %zu\n", zmq_msg_size(&message), args.size);
            return 1;
        }
        trips_end(&trips, i, asked_at);
    }
    trips_print(&trips, "libzmq");

    zmq_msg_close(&message);
    zmq_close(req);
    zmq_ctx_term(context);
    return 0;
}
