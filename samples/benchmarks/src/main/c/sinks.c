/* Subscribers of one publisher, and how much reaches them all together: raw sockets that count bytes (one thread polls
   them all), or libzmq's SUBs (a thread for each). Slow ones read no more than one buffer ten times a second. */
#include "raw.h"
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

static struct arguments args;
static _Atomic int64_t received[1024]; /* bytes or messages, each written by one thread */

static int64_t total(void)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < args.subscribers; i++)
        sum += atomic_load_explicit(&received[i], memory_order_relaxed);
    return sum;
}

static void add(int64_t sink, int64_t count)
{
    atomic_store_explicit(&received[sink], atomic_load_explicit(&received[sink], memory_order_relaxed) + count,
                          memory_order_relaxed);
}

static void pause_millis(long millis)
{
    struct timespec time = {.tv_sec = millis / 1000, .tv_nsec = millis % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void *poll_raw(void *unused)
{
    (void)unused;
    static char buffer[256 * 1024];
    struct pollfd *sinks = calloc(args.subscribers, sizeof *sinks);
    for (int64_t i = 0; i < args.subscribers; i++) {
        sinks[i] = (struct pollfd){.fd = raw_connect(args.endpoint), .events = POLLIN};
        raw_handshake(sinks[i].fd, "SUB");
    }
    for (int64_t i = 0; i < args.subscribers; i++)
        write_fully(sinks[i].fd, "\0\1\1", 3); /* ZMTP 3.0 subscribes to everything with this message */
    int64_t slow_until = 0;
    for (;;) {
        int64_t now = args.slow > 0 ? clock_nanos() : 0;
        int slow_turn = args.slow > 0 && now >= slow_until;
        if (slow_turn)
            slow_until = now + INT64_C(100000000);
        /* The slow ones come first in the table, and are left out except in their turn. */
        int64_t from = slow_turn ? 0 : args.slow;
        if (poll(sinks + from, args.subscribers - from, 100) < 0)
            fail_errno("poll");
        for (int64_t i = from; i < args.subscribers; i++) {
            if (sinks[i].revents == 0)
                continue;
            ssize_t got = read(sinks[i].fd, buffer, sizeof buffer);
            if (got <= 0)
                exit(0);
            add(i, got);
        }
    }
}

static void *context;

static void *receive_libzmq(void *argument)
{
    int64_t sink = (intptr_t)argument;
    void *sub = open_socket(context, ZMQ_SUB);
    zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
    if (zmq_connect(sub, args.endpoint) != 0)
        fail("zmq_connect");
    zmq_msg_t message;
    zmq_msg_init(&message);
    while (zmq_msg_recv(&message, sub, 0) >= 0) {
        add(sink, 1);
        if (sink < args.slow)
            pause_millis(100);
    }
    fail("zmq_msg_recv");
    return NULL;
}

static void start(void *(*code)(void *), int64_t argument)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, code, (void *)(intptr_t)argument) != 0)
        fail_errno("pthread_create");
}

int main(int argc, char **argv)
{
    args = parse(argc, argv,
                 "<connect-to> <message-size> 0 --subscribers <n> [--slow <n>] [--sink-api raw|libzmq]"
                 " [--warmup <seconds>] --seconds <seconds>",
                 2);
    int raw = strcmp(args.api, "raw") == 0;
    if (args.subscribers > 1024 || args.slow >= args.subscribers) {
        fprintf(stderr, "at most 1024 subscribers, and not all of them slow\n");
        return 2;
    }
    if (raw) {
        start(poll_raw, 0);
    } else {
        context = zmq_ctx_new();
        for (int64_t i = 0; i < args.subscribers; i++)
            start(receive_libzmq, i);
    }
    while (total() == 0)
        pause_millis(1);
    pause_millis((long)(args.warmup * 1e3));
    int64_t clock_before = clock_nanos();
    int64_t cpu_before = cpu_nanos();
    int64_t before = total();
    pause_millis((long)(args.seconds * 1e3));
    double units = total() - before;
    int64_t messages = (int64_t)(raw ? units / raw_length(args.size) : units);
    double seconds = (clock_nanos() - clock_before) / 1e9;
    print_stream("sink", args.api, args.size, messages, seconds, (double)(cpu_nanos() - cpu_before) / messages);
    exit(0);
}
