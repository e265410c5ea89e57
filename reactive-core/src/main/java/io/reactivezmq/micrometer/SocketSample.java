package io.reactivezmq.micrometer;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.SocketStatistics;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One socket: asks it for its statistics, one question at a time, and keeps the last answer. */
final class SocketSample {

    private final ZmqSocket<?> socket;
    private final EventCounts events = new EventCounts();
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Whether this waits in the queue of the binding. */
    private final AtomicBoolean queued = new AtomicBoolean();

    private volatile @Nullable Answer answer;
    private volatile boolean closed;

    /** The group that shows this socket; null before the first refresh. Used on the thread of the metrics only. */
    @Nullable
    SocketMeters meters;

    /** An answer of the socket. */
    record Answer(SocketStatistics statistics, List<EndpointState> endpoints) {

        Snapshot snapshot() {
            return Snapshot.of(statistics, endpoints);
        }
    }

    SocketSample(ZmqSocket<?> socket) {
        this.socket = socket;
    }

    ZmqSocket<?> socket() {
        return socket;
    }

    EventCounts events() {
        return events;
    }

    /** Asks the socket, unless it has not answered yet. Then the action runs on its loop. */
    void ask(Runnable answered) {
        if (asked.compareAndSet(false, true)) {
            Mono.zip(socket.statistics(), socket.endpoints(), Answer::new)
                    .doFinally(end -> asked.set(false))
                    .subscribe(
                            newest -> {
                                answer = newest;
                                answered.run();
                            },
                            // The next sample is another chance.
                            failure -> {});
        }
    }

    /** Returns the last answer; null before the first. */
    @Nullable
    Answer answer() {
        return answer;
    }

    /** Records the end of the socket, which has its last statistics. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns whether this is not in the queue yet, and is from now on. */
    boolean enqueue() {
        return queued.compareAndSet(false, true);
    }

    void dequeued() {
        queued.set(false);
    }
}
