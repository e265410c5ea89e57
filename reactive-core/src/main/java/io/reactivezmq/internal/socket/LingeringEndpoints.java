package io.reactivezmq.internal.socket;

import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a socket is on its way to its end and lingers. On the loop. */
final class LingeringEndpoints {

    private final Runnable allEnded;

    /** Endpoints, which a shorter linger time hastens. */
    private final Set<PipeHome> endpoints = new LinkedHashSet<>();

    /** How many ends are still to come. */
    private int open;

    /** Whether everything is on its way to its end. */
    private boolean all;

    /**
     * Of one socket.
     *
     * @param allEnded runs each time when nothing lingers any more, once everything has been told to end
     */
    LingeringEndpoints(Runnable allEnded) {
        this.allEnded = allEnded;
    }

    /** Ends an endpoint with all its peers; or, if it is on its way to its end, lets it linger no longer than this. */
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

    /** Ends these endpoints, which are all that are left. */
    void endAll(List<PipeHome> left, Duration linger) {
        open++;
        all = true;
        left.forEach(endpoint -> end(endpoint, linger, () -> {}));
        ended(() -> {});
    }

    /** Lets what is on its way to its end linger no longer than this. */
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
