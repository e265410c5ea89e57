/* A stream between two threads, against libzmq's inproc. */
#include "bench.h"
#include <pthread.h>
#include <stdatomic.h>

static void *context;
static atomic_int done;

static void *send_all(void *argument)
{
    const struct arguments *args = argument;
    void *push = open_socket(context, ZMQ_PUSH);
    int linger = 0;
    int timeout = 100;
    zmq_setsockopt(push, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(push, ZMQ_SNDTIMEO, &timeout, sizeof timeout);
    if (zmq_connect(push, args->endpoint) != 0)
        fail("zmq_connect");
    while (!atomic_load_explicit(&done, memory_order_relaxed)) {
        zmq_msg_t message;
        zmq_msg_init_size(&message, args->size);
        if (zmq_msg_send(&message, push, 0) < 0)
            zmq_msg_close(&message);
    }
    zmq_close(push);
    return NULL;
}

int main(int argc, char **argv)
{
    struct arguments args = parse_with(
        argc, argv, "<message-size> <message-count> [--warmup <seconds>] [--seconds <seconds>]", 2, 2);
    context = zmq_ctx_new();
    void *pull = open_socket(context, ZMQ_PULL);
    if (zmq_bind(pull, args.endpoint) != 0)
        fail("zmq_bind");
    pthread_t sender;
    pthread_create(&sender, NULL, send_all, &args);

    zmq_msg_t message;
    zmq_msg_init(&message);
    struct window window = window_open(&args);
    do {
        if (zmq_msg_recv(&message, pull, 0) < 0)
            fail("zmq_msg_recv");
    } while (window_message(&window));
    window_print(&window, "pull");

    atomic_store(&done, 1);
    pthread_join(sender, NULL);
    zmq_msg_close(&message);
    zmq_close(pull);
    zmq_ctx_term(context);
    return 0;
}
