package io.reactivezmq.internal.socket;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.Collection;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a socket counts beyond its pipes, and tells of what was dropped. It lives on the loop. */
final class StatisticsRecorder {

    private final EventHub events;
    private final Collection<Pipe> pipes;
    private final Counters counters = new Counters();
    private IntSupplier alsoQueued = () -> 0;
    private IntSupplier alsoToSend = () -> 0;

    /** Set when the socket is closed, and read anywhere. */
    private volatile @Nullable SocketStatistics last;

    /** With these pipes, as they come and go. */
    StatisticsRecorder(EventHub events, Collection<Pipe> pipes) {
        this.events = events;
        this.pipes = pipes;
    }

    /** Counts received messages that wait outside the pipes. */
    void alsoQueued(IntSupplier count) {
        alsoQueued = count;
    }

    /** Counts messages that were accepted for sending and wait outside the pipes and the pattern. */
    void alsoToSend(IntSupplier count) {
        IntSupplier others = alsoToSend;
        alsoToSend = () -> others.getAsInt() + count.getAsInt();
    }

    /** This pipe is gone; its counters stay. */
    void closed(Pipe pipe) {
        counters.addAll(pipe.statistics(), pipe.drops());
    }

    /** Messages of a live pipe were dropped, which has counted them. */
    void dropped(Pipe pipe, DropReason reason, long total) {
        events.tell(new SocketEvent.MessagesDropped(pipe.endpoint().uri(), pipe.knownPeer(), reason, total));
    }

    /** Messages were dropped whose pipe no longer counts. */
    void droppedLate(Pipe pipe, DropReason reason, long messages) {
        if (counters.drop(reason, messages)) {
            dropped(pipe, reason, counters.drops().total(reason));
        }
        countedLate();
    }

    /** Messages came for this pipe and were lost before it could count them as received. */
    void undelivered(Pipe pipe, long messages) {
        if (counters.undelivered(messages)) {
            dropped(pipe, DropReason.UNDELIVERED, counters.drops().total(DropReason.UNDELIVERED));
        }
        countedLate();
    }

    /** Messages were dropped that belonged to no peer. */
    void dropped(DropReason reason, long messages) {
        if (messages > 0) {
            if (counters.drop(reason, messages)) {
                events.tell(new SocketEvent.MessagesDropped(
                        "", null, reason, counters.drops().total(reason)));
            }
            countedLate();
        }
    }

    /** What was on its way when the socket closed may turn up as lost only now. */
    private void countedLate() {
        if (last != null) {
            close();
        }
    }

    /** The counters as they are now. */
    SocketStatistics statistics(Pattern pattern) {
        return counters.with(
                pipes, pattern.queued() + alsoQueued.getAsInt(), pattern.unplaced() + alsoToSend.getAsInt());
    }

    /** Nothing waits any more. */
    void close() {
        last = counters.with(pipes, 0, 0);
    }

    /** The counters of a closed socket; null before. */
    @Nullable
    SocketStatistics last() {
        return last;
    }
}
