package io.reactivezmq.page;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.SocketStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One socket: asks it for its statistics, one question at a time, and keeps the last answer. */
final class SocketProbe {

    private final int id;
    private final ZmqSocket<?> socket;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Answer answer;

    /** The latest failure of each endpoint, while it repeats. Used by the events of this socket only, on its loop. */
    final Map<String, EventEntry> repeating = new HashMap<>();

    /**
     * An answer of the socket.
     *
     * @param time {@code System.nanoTime()} when it was given
     */
    record Answer(SocketStatistics statistics, List<EndpointState> endpoints, long time) {}

    SocketProbe(int id, ZmqSocket<?> socket) {
        this.id = id;
        this.socket = socket;
    }

    int id() {
        return id;
    }

    ZmqSocket<?> socket() {
        return socket;
    }

    /** Asks the socket, unless it has not answered yet. */
    void ask() {
        if (asked.compareAndSet(false, true)) {
            Mono.zip(
                            socket.statistics(),
                            socket.endpoints(),
                            (statistics, endpoints) -> new Answer(statistics, endpoints, System.nanoTime()))
                    .doFinally(end -> asked.set(false))
                    // After a failure, the next question is another chance.
                    .subscribe(newest -> answer = newest, failure -> {});
        }
    }

    /** Returns the last answer; null before the first. */
    @Nullable
    Answer answer() {
        return answer;
    }
}
