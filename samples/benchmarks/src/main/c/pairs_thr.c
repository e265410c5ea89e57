/* Several streams at once in one process, over TCP, against libzmq: each socket has a thread, and all of them the
   context's I/O threads. */
#include "bench.h"
#include <pthread.h>
#include <unistd.h>

struct pair {
    const struct arguments *args;
    void *context;
    void *pull;
    char endpoint[256];
    struct window window;
};

static pthread_barrier_t measured;

static void *send_all(void *argument)
{
    struct pair *pair = argument;
    void *push = open_socket(pair->context, ZMQ_PUSH);
    mark(push, pair->args);
    if (zmq_connect(push, pair->endpoint) != 0)
        fail("zmq_connect");
    for (;;) {
        zmq_msg_t message;
        zmq_msg_init_size(&message, pair->args->size);
        if (zmq_msg_send(&message, push, 0) < 0)
            fail("zmq_msg_send");
    }
    return NULL;
}

static void *receive_all(void *argument)
{
    struct pair *pair = argument;
    zmq_msg_t message;
    zmq_msg_init(&message);
    int more = 1;
    for (;;) {
        if (zmq_msg_recv(&message, pair->pull, 0) < 0)
            fail("zmq_msg_recv");
        if (more && !window_message(&pair->window)) {
            more = 0;
            pthread_barrier_wait(&measured);
        }
    }
    return NULL;
}

/* Its threads are not waited for; the process ends under them, without tidying up what they still use. */
int main(int argc, char **argv)
{
    struct arguments args = parse_with(argc, argv,
                                       "<message-size> <message-count> [--pairs <n>] [--loops <n>] [--hwm <n>]"
                                       " [--warmup <seconds>] [--seconds <seconds>]",
                                       2, 2);
    void *context = open_context(&args);
    struct pair *pairs = calloc(args.pairs, sizeof *pairs);
    pthread_barrier_init(&measured, NULL, args.pairs + 1);
    for (int64_t i = 0; i < args.pairs; i++) {
        struct pair *pair = &pairs[i];
        size_t length = sizeof pair->endpoint;
        pthread_t thread;
        pair->args = &args;
        pair->context = context;
        pair->window = window_open(&args);
        pair->pull = open_socket(context, ZMQ_PULL);
        mark(pair->pull, &args);
        if (zmq_bind(pair->pull, "tcp://127.0.0.1:*") != 0)
            fail("zmq_bind");
        zmq_getsockopt(pair->pull, ZMQ_LAST_ENDPOINT, pair->endpoint, &length);
        pthread_create(&thread, NULL, receive_all, pair);
        pthread_create(&thread, NULL, send_all, pair);
    }
    pthread_barrier_wait(&measured);

    int64_t messages = 0;
    double seconds = 0, cpu = 0;
    for (int64_t i = 0; i < args.pairs; i++) {
        messages += pairs[i].window.messages;
        seconds += pairs[i].window.clock_used / 1e9 / args.pairs;
        cpu += (double)pairs[i].window.cpu_used / args.pairs;
    }
    print_stream("pull", "libzmq", args.size, messages, seconds, cpu / messages);
    _exit(0);
}
