package io.reactivezmq.testing;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes down a socket's events, and waits for those to come. */
public final class EventLog {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<SocketEvent> seen = new ArrayList<>();
    private int read;

    private EventLog() {}

    /** From now on. */
    public static EventLog of(ZmqSocket<?> socket) {
        EventLog log = new EventLog();
        socket.events().subscribe(log::add);
        return log;
    }

    private synchronized void add(SocketEvent event) {
        seen.add(event);
        notifyAll();
    }

    /** The next event of this kind, after the one that was returned last; those between are passed over. */
    public <E extends SocketEvent> E next(Class<E> type) {
        return next(type, event -> true);
    }

    /** The same, with a condition. */
    public synchronized <E extends SocketEvent> E next(Class<E> type, Predicate<? super E> condition) {
        int at = find(type, condition, read);
        read = at + 1;
        return type.cast(seen.get(at));
    }

    /** An event of this kind, from the beginning of the log or still to come. */
    public synchronized <E extends SocketEvent> E await(Class<E> type, Predicate<? super E> condition) {
        return type.cast(seen.get(find(type, condition, 0)));
    }

    private <E extends SocketEvent> int find(Class<E> type, Predicate<? super E> condition, int from) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int at = from; ; at++) {
            while (at == seen.size()) {
                waitUntil(deadline, type);
            }
            SocketEvent event = seen.get(at);
            if (type.isInstance(event) && condition.test(type.cast(event))) {
                return at;
            }
        }
    }

    private void waitUntil(long deadline, Class<?> type) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AssertionError("no " + type.getSimpleName() + " came; there was " + seen);
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything so far. */
    public synchronized List<SocketEvent> all() {
        return List.copyOf(seen);
    }

    /** The kinds of everything so far, in order. */
    public synchronized String kinds() {
        return seen.stream().map(event -> event.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }
}
