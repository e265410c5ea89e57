/* What the programs share: the command line, clocks, and the lines they print. The Java programs do the same. */
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

/* The command line: up to three arguments and the options. */
struct arguments {
    const char *endpoint;
    size_t size;
    int64_t count;
    double warmup; /* seconds for streams, round trips for latency */
    double seconds;
    int pub;                /* PUB and SUB in the place of PUSH and PULL */
    int64_t subscriptions;  /* so many topics are subscribed to; 0: everything */
    int64_t match_every;    /* one message of so many is about one of them */
    int64_t in_flight;      /* requests under way at once */
    int64_t subscribers;    /* peers of a publisher */
    int64_t slow;           /* so many of them read ten times a second only */
    const char *api;        /* of sinks: raw or libzmq */
    int curve;              /* sealed by CURVE; the side that binds is the server */
    int64_t connections;    /* that the connecting side makes: one PUSH socket's, or one each of so many REQ sockets */
    int hwm;                /* of the sockets, in both directions; -1: libzmq's own */
    int loops;              /* I/O threads of the context; 0: libzmq's own number */
    int64_t pairs;          /* of sockets in one process */
    int plain;              /* of raw_lat: the server echoes bytes, not messages */
};

/* From standard input, for whoever is started before it is known. */
static inline const char *read_endpoint(void)
{
    static char line[256];
    if (fgets(line, sizeof line, stdin) == NULL) {
        fprintf(stderr, "no endpoint on standard input\n");
        exit(2);
    }
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* Everything but inproc programs begins with an endpoint; - stands for standard input. */
static inline struct arguments parse_with(int argc, char **argv, const char *usage, double warmup, int positionals)
{
    static const struct option options[] = {
        {"warmup", required_argument, NULL, 'w'},
        {"seconds", required_argument, NULL, 's'},
        {"pub", no_argument, NULL, 'p'},
        {"subscriptions", required_argument, NULL, 'n'},
        {"match-every", required_argument, NULL, 'm'},
        {"in-flight", required_argument, NULL, 'f'},
        {"subscribers", required_argument, NULL, 'S'},
        {"slow", required_argument, NULL, 'l'},
        {"sink-api", required_argument, NULL, 'a'},
        {"curve", no_argument, NULL, 'c'},
        {"connections", required_argument, NULL, 'C'},
        {"hwm", required_argument, NULL, 'h'},
        {"loops", required_argument, NULL, 'L'},
        {"pairs", required_argument, NULL, 'N'},
        {"plain", no_argument, NULL, 'P'},
        {NULL, 0, NULL, 0},
    };
    struct arguments args = {
        .warmup = warmup,
        .match_every = 1,
        .in_flight = 1,
        .subscribers = 1,
        .api = "raw",
        .connections = 1,
        .hwm = -1,
        .pairs = 4,
    };
    int option;
    int bad = 0;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (option) {
        case 'w': args.warmup = atof(optarg); break;
        case 's': args.seconds = atof(optarg); break;
        case 'p': args.pub = 1; break;
        case 'n': args.subscriptions = atoll(optarg); break;
        case 'm': args.match_every = atoll(optarg); break;
        case 'f': args.in_flight = atoll(optarg); break;
        case 'S': args.subscribers = atoll(optarg); break;
        case 'l': args.slow = atoll(optarg); break;
        case 'a': args.api = optarg; break;
        case 'c': args.curve = 1; break;
        case 'C': args.connections = atoll(optarg); break;
        case 'h': args.hwm = atoi(optarg); break;
        case 'L': args.loops = atoi(optarg); break;
        case 'N': args.pairs = atoll(optarg); break;
        case 'P': args.plain = 1; break;
        default: bad = 1;
        }
    }
    if (bad || argc - optind != positionals) {
        fprintf(stderr, "usage: %s %s\n", argv[0], usage);
        exit(2);
    }
    int at = optind;
    args.endpoint = positionals == 3 ? argv[at++] : "inproc://bench";
    if (strcmp(args.endpoint, "-") == 0)
        args.endpoint = read_endpoint();
    args.size = strtoull(argv[at++], NULL, 10);
    args.count = strtoll(argv[at], NULL, 10);
    if (args.count == 0 && args.seconds == 0) {
        fprintf(stderr, "say how much to measure: a count or --seconds\n");
        exit(2);
    }
    return args;
}

static inline struct arguments parse(int argc, char **argv, const char *usage, double warmup)
{
    return parse_with(argc, argv, usage, warmup, 3);
}

/* The payloads of a stream about topics: decimal numbers of eight digits, the first of which are subscribed to. */
#define TOPIC_LENGTH 8

static inline void topic(char *at, int64_t number)
{
    for (int i = TOPIC_LENGTH - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
}

struct topics {
    char *table;
    int64_t length;
    int64_t next;
};

/* A ring of messages' beginnings, one in so many about a topic that is subscribed to. */
static inline struct topics topics_open(const struct arguments *args)
{
    struct topics topics = {.length = args->subscriptions};
    topics.table = malloc(topics.length * TOPIC_LENGTH + 1);
    for (int64_t i = 0; i < topics.length; i++)
        topic(topics.table + i * TOPIC_LENGTH, i % args->match_every == 0 ? i : args->subscriptions + i);
    return topics;
}

static inline void topics_write(struct topics *topics, void *message)
{
    if (topics->length > 0) {
        memcpy(message, topics->table + topics->next * TOPIC_LENGTH, TOPIC_LENGTH);
        if (++topics->next == topics->length)
            topics->next = 0;
    }
}

static inline void subscribe(void *sub, const struct arguments *args)
{
    char prefix[TOPIC_LENGTH];
    if (args->subscriptions == 0)
        zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
    for (int64_t i = 0; i < args->subscriptions; i++) {
        topic(prefix, i);
        zmq_setsockopt(sub, ZMQ_SUBSCRIBE, prefix, sizeof prefix);
    }
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

static inline void *open_context(const struct arguments *args)
{
    void *context = zmq_ctx_new();
    if (args->loops > 0 && zmq_ctx_set(context, ZMQ_IO_THREADS, args->loops) != 0)
        fail("zmq_ctx_set");
    return context;
}

static inline void *open_socket(void *context, int type)
{
    void *socket = zmq_socket(context, type);
    if (socket == NULL)
        fail("zmq_socket");
    return socket;
}

static inline void mark(void *socket, const struct arguments *args)
{
    if (args->hwm >= 0) {
        zmq_setsockopt(socket, ZMQ_SNDHWM, &args->hwm, sizeof args->hwm);
        zmq_setsockopt(socket, ZMQ_RCVHWM, &args->hwm, sizeof args->hwm);
    }
}

/* Both processes have to know the key, and it keeps nothing secret. */
static inline void seal(void *socket, const struct arguments *args, int server)
{
    char secret_key[41], public_key[41];
    if (!args->curve)
        return;
    zmq_z85_encode(secret_key, (const uint8_t *)"a key that keeps nothing secret!", 32);
    if (zmq_curve_public(public_key, secret_key) != 0)
        fail("zmq_curve_public");
    zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, 40);
    zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, 40);
    if (server)
        zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &server, sizeof server);
    else
        zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, public_key, 40);
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

static inline void print_stream(const char *side, const char *api, size_t size, int64_t messages, double seconds,
                                double cpu)
{
    double per_second = messages / seconds;
    printf("message size: %zu [B]\n", size);
    printf("message count: %lld\n", (long long)messages);
    printf("mean throughput: %.0f [msg/s]\n", per_second);
    printf("mean throughput: %.3f [Mb/s]\n", per_second * size * 8 / 1e6);
    printf("cpu per message: %.1f [ns]\n", cpu);
    printf("csv,%s,%s,app,%zu,%lld,%.6f,nan,nan,nan,%.1f,nan,nan\n", side, api, size, (long long)messages, seconds, cpu);
    fflush(stdout);
}

static inline void window_print(const struct window *window, const char *side)
{
    print_stream(side, "libzmq", window->args->size, window->messages, window->clock_used / 1e9,
                 (double)window->cpu_used / window->messages);
}

/* Round trips: each one's time, and what was used for all of them. */
struct trips {
    const struct arguments *args;
    int64_t *nanos;
    int64_t clock_before;
    int64_t cpu_before;
};

static inline struct trips trips_open(const struct arguments *args)
{
    struct trips trips = {.args = args, .nanos = calloc(args->count, sizeof(int64_t))};
    if (trips.nanos == NULL)
        fail("calloc");
    return trips;
}

/* The time at which trip i begins; those below 0 are for warming up. */
static inline int64_t trips_begin(struct trips *trips, int64_t i)
{
    int64_t now = clock_nanos();
    if (i == 0) {
        trips->clock_before = now;
        trips->cpu_before = cpu_nanos();
    }
    return now;
}

static inline void trips_end(struct trips *trips, int64_t i, int64_t began_at)
{
    if (i >= 0)
        trips->nanos[i] = clock_nanos() - began_at;
}

static inline int compare_nanos(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The least of the sorted values that is not below so great a share of them. */
static inline double percentile_us(const int64_t *sorted, int64_t count, double share)
{
    int64_t rank = (int64_t)ceil(share * count);
    return sorted[rank > 0 ? rank - 1 : 0] / 1e3;
}

/* Sorts them. So many were under way at once. */
static inline void print_trips(const char *api, size_t size, int64_t *nanos, int64_t count, int64_t at_once,
                               double clock_used, double cpu_used)
{
    qsort(nanos, count, sizeof *nanos, compare_nanos);
    double mean = clock_used / 1e3 * at_once / count;
    double p50 = percentile_us(nanos, count, 0.50);
    double p99 = percentile_us(nanos, count, 0.99);
    double cpu = cpu_used / count;
    printf("message size: %zu [B]\n", size);
    printf("roundtrip count: %lld\n", (long long)count);
    printf("average latency: %.3f [us]\n", mean / 2);
    printf("roundtrip p50: %.3f [us]\n", p50);
    printf("roundtrip p99: %.3f [us]\n", p99);
    printf("cpu per roundtrip: %.1f [ns]\n", cpu);
    printf("csv,req,%s,app,%zu,%lld,%.6f,%.3f,%.3f,%.3f,%.1f,nan,nan\n", api, size, (long long)count, clock_used / 1e9,
           mean, p50, p99, cpu);
    fflush(stdout);
}

static inline void trips_print(struct trips *trips, const char *api)
{
    double clock_used = clock_nanos() - trips->clock_before;
    double cpu_used = cpu_nanos() - trips->cpu_before;
    print_trips(api, trips->args->size, trips->nanos, trips->args->count, 1, clock_used, cpu_used);
    free(trips->nanos);
}

#endif
