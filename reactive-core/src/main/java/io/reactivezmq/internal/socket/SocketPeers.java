package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Leftovers;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The pipes of one socket, and the pattern that decides what goes into them and out of them. Used on the loop, except
 * for the methods that return a Mono.
 */
public final class SocketPeers implements PipeOwner {

    private final SocketScope scope;
    private final Pattern pattern;
    private final PeerLifecycleMessages lifecycle;
    private final Map<Pipe, PipeHome> homes = new LinkedHashMap<>();

    /** The pipes whose peers the application may have learned of. */
    private final Set<Pipe> met = new HashSet<>();

    private final Leftovers leftovers;
    private final Flushing flushing = new Flushing();
    private final CountWaiters waiters;
    private boolean reading = true;

    public SocketPeers(SocketScope scope, Pattern pattern) {
        this.scope = scope;
        this.pattern = pattern;
        this.lifecycle = new PeerLifecycleMessages(scope);
        this.leftovers = new Leftovers(scope.loop()::executeLater);
        leftovers.limit(scope.settings().queues().receiveHighWaterMark());
        this.waiters = new CountWaiters(scope.loop(), this::connectedCount);
        scope.onClose(waiters::close);
    }

    public Pattern pattern() {
        return pattern;
    }

    /** Returns the current pipes, as a view. */
    public Collection<Pipe> pipes() {
        return homes.keySet();
    }

    /** Returns the endpoint of a current pipe; null for a pipe that was removed. */
    @Nullable
    public PipeHome home(Pipe pipe) {
        return homes.get(pipe);
    }

    /** Returns the counter of messages that peers left behind. */
    public Leftovers leftovers() {
        return leftovers;
    }

    /** Applies changed high-water marks to the present pipes. */
    public void applyMarks() {
        QueueSettings queues = scope.settings().queues();
        leftovers.limit(queues.receiveHighWaterMark());
        List.copyOf(homes.keySet()).forEach(pipe -> pipe.highWaterMarks(queues));
    }

    /** Lets the present pipes accept messages beyond the send high-water mark. */
    public void liftSendMark() {
        List.copyOf(homes.keySet()).forEach(pipe -> pipe.sendHighWaterMark(0));
    }

    // Changes of endpoints and connections.

    public void add(Pipe pipe, PipeHome home) {
        homes.put(pipe, home);
        scope.recorder().opened(pipe);
        if (!reading) {
            pipe.stopReading();
        }
    }

    /** Stops reading from present and future peers. */
    public void stopReading() {
        reading = false;
        homes.keySet().forEach(Pipe::stopReading);
    }

    public void remove(Pipe pipe) {
        met.remove(pipe);
        if (homes.remove(pipe) != null) {
            scope.recorder().closed(pipe);
        }
    }

    /** Lets the pattern send to the pipe. */
    public void attach(Pipe pipe) {
        pattern.attached(pipe);
        flushing.tryAgain();
    }

    /**
     * Handles a new peer, whose handshake has finished. Application code that runs here or in {@link #attach} may
     * disconnect it. Then the rest is left out, as {@link #lost} has undone the beginning.
     */
    public void greet(Pipe pipe) {
        if (pipe.connected()) {
            lifecycle.coming(pipe);
            pattern.connected(pipe);
        }
        if (pipe.connected()) {
            met.add(pipe);
            lifecycle.come(pipe);
        }
        changed();
    }

    /** Handles a new peer of which the pattern does not learn, as its pipe only sends what waits. */
    public void greetUnknown(Pipe pipe) {
        lifecycle.coming(pipe);
        changed();
    }

    /** Prepares a pipe for its end: a closed socket has no receivers, so it reads on and drops what its peers send. */
    public void ending(Pipe pipe) {
        if (scope.isClosed()) {
            pattern.discard(pipe);
            pipe.receiveNothingMore();
        }
    }

    /** Handles the loss of a peer. */
    public void lost(Pipe pipe) {
        if (met.remove(pipe)) {
            lifecycle.gone(pipe);
        }
        pattern.disconnected(pipe);
        flushing.tryAgain();
    }

    /** Reports that the number of connected peers may have changed. */
    public void changed() {
        waiters.changed();
    }

    // Waiting.

    public Mono<Void> awaitPeers(int count) {
        return waiters.await(count);
    }

    private int connectedCount() {
        int count = 0;
        for (Pipe pipe : homes.keySet()) {
            if (pipe.connected()) {
                count++;
            }
        }
        return count;
    }

    /**
     * Completes when all messages accepted so far are written.
     *
     * @param placed moves these messages into pipes if it can; returns whether all of them are in pipes
     */
    public Mono<Void> flush(BooleanSupplier placed) {
        return flush(homes.keySet(), () -> placed.getAsBoolean() && pattern.unplaced() == 0);
    }

    /** Completes when all messages accepted so far for the peer of this pipe are written. */
    public Mono<Void> flush(Pipe pipe, BooleanSupplier placed) {
        return flush(List.of(pipe), placed);
    }

    private Mono<Void> flush(Collection<Pipe> pipes, BooleanSupplier placed) {
        BooleanSupplier allPlaced = () -> placed.getAsBoolean() || scope.isClosed();
        return scope.loop().mono(sink -> flushing.flush(pipes, allPlaced, sink::success));
    }

    /** Checks the flushes again, as no more room will be freed. */
    public void flushWhatIsPlaced() {
        flushing.tryAgain();
    }

    // Called by pipes.

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        pattern.received(pipe, message);
    }

    @Override
    public void received(Pipe pipe, Control control) {
        pattern.received(pipe, control);
    }

    @Override
    public void readComplete() {
        pattern.readComplete();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        pattern.roomFreed(pipe, messages);
        flushing.tryAgain();
    }

    @Override
    public void dropped(Pipe pipe, DropReason reason, long total) {
        scope.recorder().dropped(pipe, reason, total);
    }

    @Override
    public void droppedLate(Pipe pipe, DropReason reason, long messages) {
        scope.recorder().droppedLate(pipe, reason, messages);
    }

    @Override
    public void undelivered(Pipe pipe, long messages) {
        scope.recorder().undelivered(pipe, messages);
    }

    @Override
    public void peerLeft(Pipe pipe) {
        PipeHome home = homes.get(pipe);
        if (home == null || !pipe.patternKnowsLink()) {
            return;
        }
        home.peerLeft(pipe);
        if (pipe.connected()) {
            // Otherwise application code that ran meanwhile has ended the connection.
            pattern.peerLeft(pipe);
        }
        flushing.tryAgain();
    }

    @Override
    public void linkLost(Pipe pipe, ZmqException cause) {
        PipeHome home = homes.get(pipe);
        if (home != null) {
            home.linkLost(pipe, cause);
        }
    }
}
