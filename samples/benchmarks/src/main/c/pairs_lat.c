/* Several pairs at once in one process, over TCP, against libzmq, each with one question under way: each socket has a
   thread, and all of them the context's I/O threads. */
#include "bench.h"
#include <pthread.h>
#include <unistd.h>

struct pair {
    const struct arguments *args;
    void *context;
    void *rep;
    char endpoint[256];
    struct trips trips;
    int64_t clock_used;
    int64_t cpu_used;
};

static pthread_barrier_t measured;

static void *serve(void *argument)
{
    const struct pair *pair = argument;
    zmq_msg_t message;
    zmq_msg_init(&message);
    for (;;) {
        if (zmq_msg_recv(&message, pair->rep, 0) < 0 || zmq_msg_send(&message, pair->rep, 0) < 0)
            fail("zmq_msg_recv");
    }
    return NULL;
}

static void *ask(void *argument)
{
    struct pair *pair = argument;
    void *req = open_socket(pair->context, ZMQ_REQ);
    if (zmq_connect(req, pair->endpoint) != 0)
        fail("zmq_connect");
    zmq_msg_t message;
    zmq_msg_init_size(&message, pair->args->size);
    for (int64_t i = -(int64_t)pair->args->warmup; i < pair->args->count; i++) {
        int64_t asked_at = trips_begin(&pair->trips, i);
        if (zmq_msg_send(&message, req, 0) < 0 || zmq_msg_recv(&message, req, 0) < 0)
            fail("zmq_msg_send");
        trips_end(&pair->trips, i, asked_at);
    }
    pair->clock_used = clock_nanos() - pair->trips.clock_before;
    pair->cpu_used = cpu_nanos() - pair->trips.cpu_before;
    pthread_barrier_wait(&measured);
    return NULL;
}

/* Its threads are not waited for; the process ends under them, without tidying up what they still use. */
int main(int argc, char **argv)
{
    struct arguments args = parse_with(
        argc, argv, "<message-size> <roundtrip-count> [--pairs <n>] [--loops <n>] [--warmup <roundtrips>]", 20000, 2);
    void *context = open_context(&args);
    struct pair *pairs = calloc(args.pairs, sizeof *pairs);
    pthread_barrier_init(&measured, NULL, args.pairs + 1);
    for (int64_t i = 0; i < args.pairs; i++) {
        struct pair *pair = &pairs[i];
        size_t length = sizeof pair->endpoint;
        pthread_t thread;
        pair->args = &args;
        pair->context = context;
        pair->trips = trips_open(&args);
        pair->rep = open_socket(context, ZMQ_REP);
        if (zmq_bind(pair->rep, "tcp://127.0.0.1:*") != 0)
            fail("zmq_bind");
        zmq_getsockopt(pair->rep, ZMQ_LAST_ENDPOINT, pair->endpoint, &length);
        pthread_create(&thread, NULL, serve, pair);
        pthread_create(&thread, NULL, ask, pair);
    }
    pthread_barrier_wait(&measured);

    int64_t *nanos = malloc(args.pairs * args.count * sizeof *nanos);
    double clock_used = 0, cpu_used = 0;
    for (int64_t i = 0; i < args.pairs; i++) {
        memcpy(nanos + i * args.count, pairs[i].trips.nanos, args.count * sizeof *nanos);
        clock_used += (double)pairs[i].clock_used / args.pairs;
        cpu_used += (double)pairs[i].cpu_used / args.pairs;
    }
    print_trips("libzmq", args.size, nanos, args.pairs * args.count, args.pairs, clock_used, cpu_used);
    _exit(0);
}
