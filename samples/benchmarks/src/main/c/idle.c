/* So many connections that do nothing, besides one that was there before. That one sends a message first; when it has
   had time to be looked at, the others come, and the last of them sends another. Stays until it is ended. */
#include "raw.h"

static void send_one(int fd, size_t size)
{
    unsigned char *frame = calloc(1, raw_length(size));
    raw_frame(frame, 0, size);
    write_fully(fd, frame, raw_length(size));
    free(frame);
}

int main(int argc, char **argv)
{
    struct arguments args = parse(argc, argv, "<connect-to> <message-size> <connections>", 0);
    int fd = raw_connect(args.endpoint);
    raw_handshake(fd, "PUSH");
    send_one(fd, args.size);
    sleep(2);
    for (int64_t i = 0; i < args.count; i++) {
        fd = raw_connect(args.endpoint);
        raw_handshake(fd, "PUSH");
    }
    send_one(fd, args.size);
    pause();
    return 0;
}
