package io.reactivezmq.micrometer;

/** How the trace of a request reaches its peer. */
public enum ZmqPropagation {
    /** Not at all: a trace ends at the socket. */
    NONE,
    /**
     * The headers of the trace are one more frame in the envelope of each request, in front of the empty delimiter. REP
     * peers of any implementation send it back unseen. ROUTER peers whose applications expect the delimiter at a fixed
     * position fail to read such requests.
     */
    ENVELOPE
}
