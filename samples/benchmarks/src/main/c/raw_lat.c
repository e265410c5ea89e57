/* Round trips of a client that costs next to nothing: ZMTP of a REQ over a blocking socket, or, with --plain, as many
   bytes without any protocol, to a server that sends back what it gets. */
#include "raw.h"

int main(int argc, char **argv)
{
    struct arguments args = parse(
        argc, argv, "<connect-to> <message-size> <roundtrip-count> [--warmup <roundtrips>] [--plain]", 20000);
    struct trips trips = trips_open(&args);
    int fd = raw_connect(args.endpoint);
    if (!args.plain)
        raw_handshake(fd, "REQ");

    /* The delimiter, then the body. */
    size_t length = raw_length(0) + raw_length(args.size);
    unsigned char *question = calloc(2, length);
    unsigned char *answer = question + length;
    raw_frame(raw_frame(question, 1, 0), 0, args.size);
    for (int64_t i = -(int64_t)args.warmup; i < args.count; i++) {
        int64_t asked_at = trips_begin(&trips, i);
        write_fully(fd, question, length);
        read_fully(fd, answer, length);
        trips_end(&trips, i, asked_at);
        if (memcmp(question, answer, length) != 0) {
            fprintf(stderr, "not an echo\n");
            return 1;
        }
    }
    trips_print(&trips, "raw");
    free(question);
    close(fd);
    return 0;
}
