/* The asking side of round trips against libzmq: connects a REQ socket. */
#include "bench.h"

static int compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The least of the sorted values that is not below so great a share of them. */
static double percentile_us(const int64_t *sorted, int64_t count, double share)
{
    int64_t rank = (int64_t)ceil(share * count);
    return sorted[rank > 0 ? rank - 1 : 0] / 1e3;
}

static void print_latencies(const struct arguments *args, int64_t *nanos, int64_t clock_used, int64_t cpu_used)
{
    qsort(nanos, args->count, sizeof *nanos, compare);
    double mean = clock_used / 1e3 / args->count;
    double p50 = percentile_us(nanos, args->count, 0.50);
    double p99 = percentile_us(nanos, args->count, 0.99);
    double cpu = (double)cpu_used / args->count;
    printf("message size: %zu [B]\n", args->size);
    printf("roundtrip count: %lld\n", (long long)args->count);
    printf("average latency: %.3f [us]\n", mean / 2);
    printf("roundtrip p50: %.3f [us]\n", p50);
    printf("roundtrip p99: %.3f [us]\n", p99);
    printf("cpu per roundtrip: %.1f [ns]\n", cpu);
    printf("csv,req,libzmq,app,%zu,%lld,%.6f,%.3f,%.3f,%.3f,%.1f,nan\n", args->size, (long long)args->count,
           clock_used / 1e9, mean, p50, p99, cpu);
}

int main(int argc, char **argv)
{
    struct arguments args =
        parse(argc, argv, "<connect-to> <message-size> <roundtrip-count> [--warmup <roundtrips>]", 20000);
    int64_t *nanos = calloc(args.count, sizeof *nanos);
    if (nanos == NULL)
        fail("calloc");
    void *context = zmq_ctx_new();
    void *req = open_socket(context, ZMQ_REQ);
    if (zmq_connect(req, args.endpoint) != 0)
        fail("zmq_connect");

    zmq_msg_t message;
    zmq_msg_init_size(&message, args.size);
    memset(zmq_msg_data(&message), 0, args.size);
    int64_t clock_before = clock_nanos();
    int64_t cpu_before = cpu_nanos();
    for (int64_t i = -(int64_t)args.warmup; i < args.count; i++) {
        int64_t asked_at = clock_nanos();
        if (i == 0) {
            clock_before = asked_at;
            cpu_before = cpu_nanos();
        }
        if (zmq_msg_send(&message, req, 0) < 0)
            fail("zmq_msg_send");
        if (zmq_msg_recv(&message, req, 0) < 0)
            fail("zmq_msg_recv");
        if (zmq_msg_size(&message) != args.size) {
            fprintf(stderr, "an answer of %zu octets, not %zu\n", zmq_msg_size(&message), args.size);
            return 1;
        }
        if (i >= 0)
            nanos[i] = clock_nanos() - asked_at;
    }
    print_latencies(&args, nanos, clock_nanos() - clock_before, cpu_nanos() - cpu_before);

    zmq_msg_close(&message);
    zmq_close(req);
    zmq_ctx_term(context);
    free(nanos);
    return 0;
}
