/* Round trips between two threads, against libzmq's inproc. */
#include "bench.h"
#include <pthread.h>

static void *context;

static void *serve(void *argument)
{
    const struct arguments *args = argument;
    void *rep = open_socket(context, ZMQ_REP);
    if (zmq_connect(rep, args->endpoint) != 0)
        fail("zmq_connect");
    zmq_msg_t message;
    zmq_msg_init(&message);
    for (int64_t i = -(int64_t)args->warmup; i < args->count; i++) {
        if (zmq_msg_recv(&message, rep, 0) < 0 || zmq_msg_send(&message, rep, 0) < 0)
            fail("zmq_msg_recv");
    }
    zmq_msg_close(&message);
    zmq_close(rep);
    return NULL;
}

int main(int argc, char **argv)
{
    struct arguments args =
        parse_with(argc, argv, "<message-size> <roundtrip-count> [--warmup <roundtrips>]", 20000, 2);
    struct trips trips = trips_open(&args);
    context = zmq_ctx_new();
    void *req = open_socket(context, ZMQ_REQ);
    if (zmq_bind(req, args.endpoint) != 0)
        fail("zmq_bind");
    pthread_t server;
    pthread_create(&server, NULL, serve, &args);

    zmq_msg_t message;
    zmq_msg_init_size(&message, args.size);
    for (int64_t i = -(int64_t)args.warmup; i < args.count; i++) {
        int64_t asked_at = trips_begin(&trips, i);
        if (zmq_msg_send(&message, req, 0) < 0 || zmq_msg_recv(&message, req, 0) < 0)
            fail("zmq_msg_send");
        trips_end(&trips, i, asked_at);
    }
    trips_print(&trips, "libzmq");

    pthread_join(server, NULL);
    zmq_msg_close(&message);
    zmq_close(req);
    zmq_ctx_term(context);
    return 0;
}
