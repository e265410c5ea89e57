package io.reactivezmq.internal.endpoint;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import reactor.core.publisher.MonoSink;

/**
 * Disconnects the peers that an application selects. The predicate is application code, and there may be many peers. So
 * each turn of the loop tests a few of them, and an exception of the predicate reaches its caller only. Used on the
 * loop only.
 */
final class PeerSelection {

    private static final int SLICE = 64;

    private final SocketEndpoints endpoints;
    private final EndpointServices services;
    private final Predicate<? super PeerInfo> which;
    private final Duration linger;
    private final MonoSink<Integer> sink;

    /** The peers that were connected at the beginning and are not tested yet. */
    private final ArrayDeque<Pipe> left = new ArrayDeque<>();

    private boolean cancelled;
    private int picked;

    /** Number of disconnected peers that linger, plus one while there are peers left to test. */
    private int open = 1;

    PeerSelection(
            SocketEndpoints endpoints,
            EndpointServices services,
            Predicate<? super PeerInfo> which,
            Duration linger,
            MonoSink<Integer> sink) {
        this.endpoints = endpoints;
        this.services = services;
        this.which = which;
        this.linger = linger;
        this.sink = sink;
    }

    /** Starts the selection. Returns what cancels it. */
    Runnable begin() {
        if (services.scope().isClosed()) {
            sink.error(services.scope().closedException());
        } else {
            services.exclusions().forEach(exclusions -> exclusions.exclude(which));
            for (Pipe pipe : services.peers().pipes()) {
                // A pipe for datagrams has no single peer behind it.
                if (pipe.connected() && !pipe.carriesDatagrams()) {
                    left.add(pipe);
                }
            }
            slice();
        }
        return () -> cancelled = true;
    }

    private void slice() {
        if (services.scope().isClosed()) {
            // All peers are being disconnected, and the loop may be about to end.
            left.clear();
            sink.error(services.scope().closedException());
            return;
        }
        for (int i = 0; i < SLICE && !cancelled; i++) {
            Pipe pipe = left.poll();
            if (pipe == null) {
                ended();
                return;
            }
            if (!ask(pipe)) {
                return;
            }
        }
        if (!cancelled) {
            services.scope().loop().executeLater(this::slice);
        }
    }

    /** Tests one peer. Returns whether to continue. */
    private boolean ask(Pipe pipe) {
        if (!pipe.connected()) {
            // The peer has left in the meantime.
            return true;
        }
        boolean pick;
        try {
            pick = which.test(pipe.peer());
        } catch (Throwable broken) {
            left.clear();
            sink.error(broken);
            return false;
        }
        if (pick) {
            open++;
            picked++;
            endpoints.disconnect(pipe, linger, this::ended);
        }
        return true;
    }

    private void ended() {
        if (--open == 0) {
            sink.success(picked);
        }
    }
}
