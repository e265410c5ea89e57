package io.reactivezmq.internal.type;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.endpoint.SocketEndpoints;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.internal.socket.SocketPeers;
import io.reactivezmq.internal.socket.SocketScope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One socket of any type: its pattern, pipes and endpoints, and their common end. The application's calls come on any
 * thread and are carried out on the loop; everything else happens on the loop.
 */
final class SocketCore<P extends Pattern> {

    private final SocketScope scope;
    private final P pattern;
    private final SocketPeers peers;
    private final SocketEndpoints endpoints;
    private final Runnable ended;
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final Runnable hasten = this::hasten;
    private final Runnable applyMarks;
    private final SocketDrain drain;

    /** The shortest linger time that was requested since the loop last looked; guarded by this. */
    private @Nullable Duration shortest;

    SocketCore(SocketPlan plan, P pattern) {
        this.scope = plan.scope();
        this.pattern = pattern;
        this.peers = new SocketPeers(scope, pattern);
        this.endpoints = new SocketEndpoints(scope, peers, plan.resources(), this::allEnded);
        this.ended = plan.ended();
        this.applyMarks = peers::applyMarks;
        this.drain = new SocketDrain(this);
    }

    SocketScope scope() {
        return scope;
    }

    P pattern() {
        return pattern;
    }

    SocketPeers peers() {
        return peers;
    }

    SocketEndpoints endpoints() {
        return endpoints;
    }

    /** Sets other high-water marks, for present and future pipes. */
    void highWaterMarks(int send, int receive) {
        scope.highWaterMarks(send, receive);
        scope.onLoop(applyMarks);
    }

    /** Returns the counters: the current ones, or the last ones of a closed socket. */
    Mono<SocketStatistics> statistics() {
        return GuardedMono.of(
                Mono.defer(() -> {
                    SocketStatistics last = scope.recorder().last();
                    return last != null
                            ? Mono.just(last)
                            : scope.call(() -> scope.recorder().statistics(pattern));
                }),
                "statistics");
    }

    // Closing: the parts close, the endpoints linger, and the socket has closed when the last one has ended.

    Mono<Void> close() {
        if (scope.markClosed()) {
            // In a task of its own, as the caller may be in the middle of a signal.
            scope.loop().callLater(() -> closeOnLoop(scope.settings().linger()));
        }
        return GuardedMono.of(closing.asMono(), "close");
    }

    /** Closes the socket. Limits the linger time of what is already ending. */
    Mono<Void> close(Duration linger) {
        synchronized (this) {
            shortest = shortest == null || linger.compareTo(shortest) < 0 ? linger : shortest;
        }
        if (scope.markClosed()) {
            scope.loop().callLater(() -> {
                hasten();
                closeOnLoop(linger);
            });
        } else {
            scope.loop().callLater(hasten);
        }
        return GuardedMono.of(closing.asMono(), "close");
    }

    /** Ends the work in progress, then closes the socket. */
    Mono<Void> drain(Duration limit) {
        drain.start(limit);
        return GuardedMono.of(closing.asMono(), "drain");
    }

    /** Returns whether the socket has closed. Called on the loop. */
    boolean hasEnded() {
        return scope.recorder().last() != null;
    }

    private void hasten() {
        Duration limit;
        synchronized (this) {
            limit = shortest;
            shortest = null;
        }
        if (limit != null) {
            endpoints.hasten(limit);
        }
    }

    private void closeOnLoop(Duration linger) {
        scope.runCloseActions();
        endpoints.endAll(linger);
    }

    private void allEnded() {
        if (!hasEnded()) {
            scope.recorder().dropped(DropReason.LINGER_EXPIRED, pattern.unplaced());
            pattern.discardAll();
            scope.recorder().close();
            drain.ended();
            // First, as listeners and observers may look at the context.
            ended.run();
            scope.events().close(scope.closedException());
            closing.tryEmitEmpty();
        }
    }
}
