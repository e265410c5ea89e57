package io.reactivezmq.page;

import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketEvent.RequestFailed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of all sockets, in a buffer of fixed size in which the newest replaces the oldest. Loops write
 * without waiting for each other. An event that another one follows at once ({@code Accepted}, {@code Connected},
 * {@code ConnectRetried}) is left out.
 */
final class EventRing {

    static final int SIZE = 200;

    /** The most failures of one socket that are watched for repetitions. */
    private static final int MOST_REPEATING = 64;

    private final AtomicReferenceArray<@Nullable EventEntry> entries = new AtomicReferenceArray<>(SIZE);
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong versions = new AtomicLong();
    private final Clock clock;

    EventRing(Clock clock) {
        this.clock = clock;
    }

    /** Records an event. Called on the loop of the socket, so that the calls for one socket never overlap. */
    void add(SocketProbe socket, SocketEvent event) {
        if (event instanceof Accepted || event instanceof Connected || event instanceof ConnectRetried) {
            return;
        }
        Map<String, EventEntry> repeating = socket.repeating;
        String key = repeatKey(event);
        EventEntry former = key == null ? null : repeating.get(key);
        if (former != null && isPresent(former)) {
            former.repeat(event, clock.millis(), versions.incrementAndGet());
            return;
        }
        EventEntry entry = add(socket.id(), socket.socket().name(), event);
        if (key != null) {
            if (repeating.size() >= MOST_REPEATING) {
                repeating.clear();
            }
            repeating.put(key, entry);
        } else if (event instanceof HandshakeSucceeded || event instanceof Closed) {
            // A later failure is another outage.
            repeating.keySet().removeIf(known -> known.endsWith(" " + event.endpoint()));
        }
    }

    private EventEntry add(int id, String name, SocketEvent event) {
        long number = numbers.incrementAndGet();
        EventEntry entry = new EventEntry(number, id, name, event, clock.millis()).publish(versions.incrementAndGet());
        entries.set(slot(number), entry);
        return entry;
    }

    private static int slot(long number) {
        return (int) (number % SIZE);
    }

    private boolean isPresent(EventEntry entry) {
        return entries.get(slot(entry.number())) == entry;
    }

    /** Returns what equal failures have in common; null for an event that is always a line of its own. */
    private static @Nullable String repeatKey(SocketEvent event) {
        if (event instanceof ConnectFailed
                || event instanceof HandshakeFailed
                || event instanceof AuthenticationFailed
                || event instanceof RequestFailed) {
            return event.getClass().getSimpleName() + " " + event.endpoint();
        }
        if (event instanceof MessagesDropped dropped) {
            String peer = dropped.peer() == null ? "" : dropped.peer().address();
            return dropped.reason() + " " + peer + " " + event.endpoint();
        }
        return null;
    }

    /** Returns all entries, the newest first. */
    List<EventEntry> all() {
        List<EventEntry> found = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            EventEntry entry = entries.get(i);
            if (entry != null) {
                found.add(entry);
            }
        }
        found.sort((one, other) -> Long.compare(other.number(), one.number()));
        return found;
    }
}
