/* The answering side of round trips against libzmq: binds a REP socket. */
#include "bench.h"

int main(int argc, char **argv)
{
    struct arguments args =
        parse(argc, argv, "<bind-to> <message-size> <roundtrip-count> [--warmup <roundtrips>] [--hwm <n>]", 20000);
    void *context = open_context(&args);
    void *rep = open_socket(context, ZMQ_REP);
    mark(rep, &args);
    if (zmq_bind(rep, args.endpoint) != 0)
        fail("zmq_bind");
    print_listening(rep);

    zmq_msg_t message;
    zmq_msg_init(&message);
    int64_t requests = args.count + (int64_t)args.warmup;
    for (int64_t i = 0; i < requests; i++) {
        if (zmq_msg_recv(&message, rep, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_send(&message, rep, 0) < 0)
            fail("zmq_msg_send");
    }
    zmq_msg_close(&message);

    zmq_close(rep);
    zmq_ctx_term(context);
    return 0;
}
