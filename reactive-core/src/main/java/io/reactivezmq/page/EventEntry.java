package io.reactivezmq.page;

import io.reactivezmq.event.SocketEvent;

/**
 * A line of the events. A failure that repeats is one line with a count. Written on the loop of its socket only; read
 * by the sampler.
 */
final class EventEntry {

    private final long number;
    private final int socket;
    private final String name;

    private SocketEvent event;
    private long time;
    private int count = 1;

    /** Grows with each change. The volatile write of it publishes the other fields. */
    private volatile long version;

    EventEntry(long number, int socket, String name, SocketEvent event, long time) {
        this.number = number;
        this.socket = socket;
        this.name = name;
        this.event = event;
        this.time = time;
    }

    /** Makes the entry visible with its first version. */
    EventEntry publish(long first) {
        version = first;
        return this;
    }

    /** Counts another event like this one. */
    void repeat(SocketEvent latest, long now, long next) {
        event = latest;
        time = now;
        count++;
        version = next;
    }

    long number() {
        return number;
    }

    int socket() {
        return socket;
    }

    String name() {
        return name;
    }

    long version() {
        return version;
    }

    SocketEvent event() {
        return event;
    }

    long time() {
        return time;
    }

    int count() {
        return count;
    }
}
