package io.reactivezmq.internal.socket;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counters that a socket has beyond those of its pipes, and emits the events of drops. Used on the loop only,
 * except {@link #last}.
 */
public final class StatisticsRecorder {

    private final EventHub events;
    private final Supplier<QueueSettings> queues;

    /** The pipes that count for themselves. */
    private final Set<Pipe> pipes = new LinkedHashSet<>();

    private final Counters counters = new Counters();
    private IntSupplier alsoQueued = () -> 0;
    private IntSupplier alsoToSend = () -> 0;

    /** Set when the socket is closed; read on any thread. */
    private volatile @Nullable SocketStatistics last;

    /**
     * Creates the counters.
     *
     * @param queues returns the present limits of the queues
     */
    StatisticsRecorder(EventHub events, Supplier<QueueSettings> queues) {
        this.events = events;
        this.queues = queues;
    }

    /** Sets the count of received messages that wait outside the pipes. */
    public void alsoQueued(IntSupplier count) {
        alsoQueued = count;
    }

    /** Adds a count of messages that were accepted for sending and wait outside the pipes and the pattern. */
    public void alsoToSend(IntSupplier count) {
        IntSupplier others = alsoToSend;
        alsoToSend = () -> others.getAsInt() + count.getAsInt();
    }

    /** Includes the counters of a new pipe. */
    void opened(Pipe pipe) {
        pipes.add(pipe);
    }

    /** Adds the counters of a pipe that is gone. */
    void closed(Pipe pipe) {
        pipes.remove(pipe);
        counters.addAll(pipe.statistics(), pipe.drops());
    }

    /** Emits the event of dropped messages that are already counted. */
    public void dropped(Pipe pipe, DropReason reason, long total) {
        events.tell(new SocketEvent.MessagesDropped(pipe.endpoint().uri(), pipe.knownPeer(), reason, total));
    }

    /** Counts dropped messages of a pipe that no longer counts. */
    void droppedLate(Pipe pipe, DropReason reason, long messages) {
        if (counters.drop(reason, messages)) {
            dropped(pipe, reason, counters.drops().total(reason));
        }
        countedLate();
    }

    /** Counts messages that arrived for this pipe and were lost before it could count them as received. */
    void undelivered(Pipe pipe, long messages) {
        if (counters.undelivered(messages)) {
            dropped(pipe, DropReason.UNDELIVERED, counters.drops().total(DropReason.UNDELIVERED));
        }
        countedLate();
    }

    /** Counts messages that the socket itself makes for its application, and that belong to no pipe, as received. */
    public void made(long messages) {
        counters.received(messages);
    }

    /** Counts dropped messages that belonged to no peer. */
    public void dropped(DropReason reason, long messages) {
        if (messages > 0) {
            if (counters.drop(reason, messages)) {
                droppedOfNoPeer(reason);
            }
            countedLate();
        }
    }

    private void droppedOfNoPeer(DropReason reason) {
        events.tell(new SocketEvent.MessagesDropped(
                "", null, reason, counters.drops().total(reason)));
    }

    /** Renews the final counters: messages on their way when the socket closed may be found lost only now. */
    private void countedLate() {
        if (last != null) {
            close();
        }
    }

    /** Returns the current counters. */
    public SocketStatistics statistics(Pattern pattern) {
        return counters.with(
                pipes,
                pattern.queued() + alsoQueued.getAsInt(),
                pattern.unplaced() + alsoToSend.getAsInt(),
                pattern.inFlight(),
                pattern.waiting(),
                queues.get());
    }

    /** Sets the final counters. No messages wait any more. */
    public void close() {
        last = counters.with(pipes, 0, 0, 0, 0, queues.get());
    }

    /** Returns the counters of a closed socket; null before. */
    @Nullable
    public SocketStatistics last() {
        return last;
    }
}
