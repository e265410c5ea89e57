package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.Tags;
import io.reactivezmq.event.SocketEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Counts the events of the connections of one socket: on its loop, without the registry. The counts go to the registry
 * with the next sample. There are as many as there are transports and types of exceptions.
 */
final class EventCounts {

    private static final String NO_ERROR = "none";

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    /** What is counted. */
    record Key(ZmqMeter meter, String transport, String error) {

        Tags tags() {
            Tags tags = Tags.of("error", error);
            return meter == ZmqMeter.HANDSHAKES_FAILED ? tags : tags.and("transport", transport);
        }
    }

    /** Counts an event. Called on the loop. */
    void count(SocketEvent event) {
        if (event instanceof SocketEvent.HandshakeSucceeded) {
            count(ZmqMeter.CONNECTIONS_OPENED, event, NO_ERROR);
        } else if (event instanceof SocketEvent.Disconnected lost) {
            count(ZmqMeter.CONNECTIONS_CLOSED, event, error(lost.cause()));
        } else if (event instanceof SocketEvent.ConnectFailed failed) {
            count(ZmqMeter.CONNECTIONS_FAILED, event, error(failed.cause()));
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            count(ZmqMeter.HANDSHAKES_FAILED, event, error(failed.cause()));
        } else if (event instanceof SocketEvent.AuthenticationFailed refused) {
            count(ZmqMeter.HANDSHAKES_FAILED, event, error(refused.cause()));
        }
    }

    private void count(ZmqMeter meter, SocketEvent event, String error) {
        String endpoint = event.endpoint();
        int end = endpoint.indexOf("://");
        Key key = new Key(meter, end < 0 ? endpoint : endpoint.substring(0, end), error);
        counts.computeIfAbsent(key, added -> new LongAdder()).increment();
    }

    private static String error(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return name.isEmpty() ? cause.getClass().getName() : name;
    }

    /** Takes the counts since the last call. */
    void take(BiConsumer<Key, Long> taker) {
        counts.forEach((key, count) -> {
            long events = count.sumThenReset();
            if (events > 0) {
                taker.accept(key, events);
            }
        });
    }
}
