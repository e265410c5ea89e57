/* ZMTP 3.0 with the NULL mechanism over a blocking socket: just enough to be a peer that costs next to nothing. */
#ifndef RAW_H
#define RAW_H

#include "bench.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static inline void fail_errno(const char *what)
{
    perror(what);
    exit(1);
}

static inline void read_fully(int fd, void *to, size_t length)
{
    for (char *at = to; length > 0;) {
        ssize_t got = read(fd, at, length);
        if (got == 0) {
            fprintf(stderr, "the peer has gone\n");
            exit(1);
        }
        if (got < 0)
            fail_errno("read");
        at += got;
        length -= got;
    }
}

static inline void write_fully(int fd, const void *from, size_t length)
{
    for (const char *at = from; length > 0;) {
        ssize_t put = write(fd, at, length);
        if (put < 0)
            fail_errno("write");
        at += put;
        length -= put;
    }
}

/* tcp://<address>:<port> */
static inline int raw_connect(const char *endpoint)
{
    char host[64];
    int port;
    if (sscanf(endpoint, "tcp://%63[0-9.]:%d", host, &port) != 2) {
        fprintf(stderr, "not an endpoint: %s\n", endpoint);
        exit(2);
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &address.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail_errno("connect");
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

/* Greets, says what socket it is, and waits for the peer to have done the same. */
static inline void raw_handshake(int fd, const char *type)
{
    unsigned char greeting[64] = {0xFF, [9] = 0x7F, 3, 0, 'N', 'U', 'L', 'L'};
    write_fully(fd, greeting, sizeof greeting);
    read_fully(fd, greeting, sizeof greeting);

    static const char prefix[] = "\5READY\13Socket-Type";
    unsigned char ready[64] = {4};
    size_t length = sizeof prefix - 1;
    memcpy(ready + 2, prefix, length);
    ready[2 + length + 3] = (unsigned char)strlen(type);
    memcpy(ready + 2 + length + 4, type, strlen(type));
    length += 4 + strlen(type);
    ready[1] = (unsigned char)length;
    write_fully(fd, ready, 2 + length);

    unsigned char header[2];
    unsigned char body[255];
    read_fully(fd, header, sizeof header);
    read_fully(fd, body, header[1]);
    if (header[0] != 4 || memcmp(body, "\5READY", 6) != 0) {
        fprintf(stderr, "no READY from the peer\n");
        exit(1);
    }
}

/* How long a message of one frame is on the wire. */
static inline size_t raw_length(size_t size)
{
    return size + (size < 256 ? 2 : 9);
}

/* Writes its header and returns what stands behind it. */
static inline unsigned char *raw_frame(unsigned char *at, int flags, size_t size)
{
    if (size < 256) {
        *at++ = (unsigned char)flags;
        *at++ = (unsigned char)size;
        return at;
    }
    *at++ = (unsigned char)(flags | 2);
    for (int shift = 56; shift >= 0; shift -= 8)
        *at++ = (unsigned char)((uint64_t)size >> shift);
    return at;
}

#endif
