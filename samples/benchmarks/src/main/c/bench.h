/* What the four programs share: the command line, clocks, and the lines they print. The Java programs do the same. */
#ifndef BENCH_H
#define BENCH_H

#define _GNU_SOURCE
#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zmq.h>

static inline void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
}

static inline int64_t clock_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* Processor time of all threads, user and system. */
static inline int64_t cpu_nanos(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * INT64_C(1000000000)
        + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * INT64_C(1000);
}

/* The command line: three arguments and the options. */
struct arguments {
    const char *endpoint;
    size_t size;
    int64_t count;
    double warmup; /* seconds for streams, round trips for latency */
    double seconds;
};

static inline struct arguments parse(int argc, char **argv, const char *usage, double warmup)
{
    static const struct option options[] = {
        {"warmup", required_argument, NULL, 'w'},
        {"seconds", required_argument, NULL, 's'},
        {NULL, 0, NULL, 0},
    };
    struct arguments args = {.warmup = warmup};
    int option;
    int bad = 0;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (option) {
        case 'w': args.warmup = atof(optarg); break;
        case 's': args.seconds = atof(optarg); break;
        default: bad = 1;
        }
    }
    if (bad || argc - optind != 3) {
        fprintf(stderr, "usage: %s %s\n", argv[0], usage);
        exit(2);
    }
    args.endpoint = argv[optind];
    args.size = strtoull(argv[optind + 1], NULL, 10);
    args.count = strtoll(argv[optind + 2], NULL, 10);
    if (args.count == 0 && args.seconds == 0) {
        fprintf(stderr, "say how much to measure: a count or --seconds\n");
        exit(2);
    }
    return args;
}

/* Tells the other side's starter where to connect. */
static inline void print_listening(void *socket)
{
    char endpoint[256];
    size_t length = sizeof endpoint;
    if (zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &length) != 0)
        fail("zmq_getsockopt");
    printf("listening on %s\n", endpoint);
    fflush(stdout);
}

static inline void *open_socket(void *context, int type)
{
    void *socket = zmq_socket(context, type);
    if (socket == NULL)
        fail("zmq_socket");
    return socket;
}

/* The part of a stream that is measured: so much time from the first message on is for warming up, then so many
   messages or so much time is measured. */
struct window {
    const struct arguments *args;
    int64_t step;
    int64_t limit;
    int64_t seen;
    int64_t next_look;
    int64_t began_at;
    int64_t measured_from;
    int64_t clock_before;
    int64_t cpu_before;
    int64_t messages;
    int64_t clock_used;
    int64_t cpu_used;
};

static inline struct window window_open(const struct arguments *args)
{
    return (struct window){
        .args = args,
        .step = args->size < 8192 ? 256 : 8,
        .limit = args->count == 0 ? INT64_MAX : args->count,
        .next_look = 1,
        .measured_from = -1,
    };
}

static inline int window_look(struct window *window)
{
    int64_t now = clock_nanos();
    if (window->seen == 1)
        window->began_at = now;
    int64_t left = window->step;
    if (window->measured_from < 0) {
        if (now - window->began_at >= window->args->warmup * 1e9) {
            window->measured_from = window->seen;
            window->clock_before = clock_nanos();
            window->cpu_before = cpu_nanos();
            left = window->limit;
        }
    } else {
        window->messages = window->seen - window->measured_from;
        window->clock_used = now - window->clock_before;
        if (window->messages >= window->limit
            || (window->args->seconds > 0 && window->clock_used >= window->args->seconds * 1e9)) {
            window->cpu_used = cpu_nanos() - window->cpu_before;
            return 0;
        }
        left = window->limit - window->messages;
    }
    window->next_look = window->seen + (left < window->step ? left : window->step);
    return 1;
}

/* One more message; 0 when it was the last to be measured. */
static inline int window_message(struct window *window)
{
    return ++window->seen != window->next_look || window_look(window);
}

static inline void window_print(const struct window *window, const char *side)
{
    double seconds = window->clock_used / 1e9;
    double per_second = window->messages / seconds;
    double cpu = (double)window->cpu_used / window->messages;
    size_t size = window->args->size;
    printf("message size: %zu [B]\n", size);
    printf("message count: %lld\n", (long long)window->messages);
    printf("mean throughput: %.0f [msg/s]\n", per_second);
    printf("mean throughput: %.3f [Mb/s]\n", per_second * size * 8 / 1e6);
    printf("cpu per message: %.1f [ns]\n", cpu);
    printf("csv,%s,libzmq,app,%zu,%lld,%.6f,nan,nan,nan,%.1f,nan\n", side, size, (long long)window->messages, seconds,
           cpu);
    fflush(stdout);
}

#endif
