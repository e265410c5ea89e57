/* What an idle connection costs, against libzmq: binds a PULL, and looks at its own memory when the first connection of
   idle has sent a message, and when the last has. */
#include "bench.h"

static double resident(void)
{
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm == NULL || fscanf(statm, "%*s %ld", &pages) != 1)
        exit(1);
    fclose(statm);
    return pages * 4096.0;
}

int main(int argc, char **argv)
{
    struct arguments args = parse(argc, argv, "<bind-to> <message-size> <connections>", 0);
    void *context = zmq_ctx_new();
    void *pull = open_socket(context, ZMQ_PULL);
    int backlog = 4096;
    zmq_setsockopt(pull, ZMQ_BACKLOG, &backlog, sizeof backlog);
    if (zmq_bind(pull, args.endpoint) != 0)
        fail("zmq_bind");
    print_listening(pull);

    double seen[2];
    zmq_msg_t message;
    zmq_msg_init(&message);
    for (int i = 0; i < 2; i++) {
        if (zmq_msg_recv(&message, pull, 0) < 0)
            fail("zmq_msg_recv");
        struct timespec settle = {.tv_nsec = 300000000};
        nanosleep(&settle, NULL);
        seen[i] = resident();
    }
    double each = (seen[1] - seen[0]) / args.count;
    printf("connections: %lld\nresident memory per connection: %.0f [B]\n", (long long)args.count, each);
    printf("csv,idle,libzmq,app,%zu,%lld,1,nan,nan,nan,nan,nan,%.0f\n", args.size, (long long)args.count, each);
    return 0;
}
