package io.reactivezmq.internal.endpoint;

import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.socket.PipeHome;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The endpoints and peers of a socket that are ending and linger. Used on the loop only. */
final class LingeringEndpoints {

    private final Runnable allEnded;

    /** Ending endpoints, whose linger time can still be shortened. */
    private final Set<PipeHome> endpoints = new LinkedHashSet<>();

    /** Number of ends that are not complete yet. */
    private int open;

    /** Whether all endpoints are ending. */
    private boolean all;

    /**
     * Creates the set for one socket.
     *
     * @param allEnded runs each time nothing lingers any more, once {@link #endAll} was called
     */
    LingeringEndpoints(Runnable allEnded) {
        this.allEnded = allEnded;
    }

    /** Ends an endpoint with all its peers. If it is ending already, limits its linger time to this. */
    void end(PipeHome endpoint, Duration linger, Runnable done) {
        open++;
        endpoints.add(endpoint);
        endpoint.stop(linger, () -> {
            endpoints.remove(endpoint);
            ended(done);
        });
    }

    /**
     * Ends one peer of an endpoint.
     *
     * @param withEndpoint whether that ends the endpoint
     */
    void end(PipeHome endpoint, Pipe pipe, Duration linger, ZmqException reason, boolean withEndpoint, Runnable done) {
        open++;
        if (withEndpoint) {
            endpoints.add(endpoint);
        }
        endpoint.dismiss(pipe, linger, reason, () -> {
            if (withEndpoint) {
                endpoints.remove(endpoint);
            }
            ended(done);
        });
    }

    /** Ends the given endpoints, which are the last ones of the socket. */
    void endAll(List<PipeHome> left, Duration linger) {
        open++;
        all = true;
        left.forEach(endpoint -> end(endpoint, linger, () -> {}));
        ended(() -> {});
    }

    /** Limits the linger time of endpoints that are ending. */
    void hasten(Duration linger) {
        List.copyOf(endpoints).forEach(endpoint -> end(endpoint, linger, () -> {}));
    }

    private void ended(Runnable done) {
        done.run();
        if (--open == 0 && all) {
            allEnded.run();
        }
    }
}
