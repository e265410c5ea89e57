package io.reactivezmq.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import java.util.Objects;

/**
 * Observes the requests of REQ and REP sockets: a timer for each, and a span where tracing is set up. It needs
 * {@code io.micrometer:micrometer-observation}, which {@code micrometer-core} has as a dependency.
 *
 * <pre>{@code
 * ReqSocket ask = ZmqObservations.of(registry).observe(zmq.req()).connect(endpoint);
 * }</pre>
 *
 * <p>A REQ is observed as {@code zmq.client.requests}, of kind CLIENT: from the subscription to a request until its
 * reply, failure or cancellation. So the time that a request waits in the socket counts. A REP is observed as
 * {@code zmq.server.requests}, of kind SERVER: from the call of the handler of {@code serve} until its publisher has
 * replied. The requests of {@link RepSocket#requests} are not observed.
 *
 * <p>The observation is in the Reactor context of what is observed, under the key of Micrometer. So the observation of
 * an HTTP request is the parent of that of a request that is made for it, and the one of a server is the parent of what
 * its handler does. Nothing crosses from one process to the other.
 *
 * <p>Conventions and handlers of the registry are called where the request is signaled, such as on the socket's loop,
 * and must not block. What they throw goes to Reactor's hook for dropped errors, and does not affect the request.
 *
 * <p>Observing needs a few operators for each request. A socket that is not observed has no cost. Immutable.
 */
@SuppressWarnings("exports")
public final class ZmqObservations {

    private final ObservationRegistry registry;
    private final ZmqClientObservationConvention client;
    private final ZmqServerObservationConvention server;

    private ZmqObservations(
            ObservationRegistry registry,
            ZmqClientObservationConvention client,
            ZmqServerObservationConvention server) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.client = Objects.requireNonNull(client, "convention");
        this.server = Objects.requireNonNull(server, "convention");
    }

    /** Creates observations in this registry, with the default conventions. */
    public static ZmqObservations of(ObservationRegistry registry) {
        return new ZmqObservations(
                registry, ZmqClientObservationConvention.DEFAULT, ZmqServerObservationConvention.DEFAULT);
    }

    /** Returns observations with this convention for REQ sockets. */
    public ZmqObservations convention(ZmqClientObservationConvention convention) {
        return new ZmqObservations(registry, convention, server);
    }

    /** Returns observations with this convention for REP sockets. */
    public ZmqObservations convention(ZmqServerObservationConvention convention) {
        return new ZmqObservations(registry, client, convention);
    }

    /**
     * Returns the socket with observed requests. It is the same socket otherwise: closing one closes both. The context
     * lists the given one.
     */
    public ReqSocket observe(ReqSocket socket) {
        return new ObservedReqSocket(Objects.requireNonNull(socket, "socket"), registry, client);
    }

    /**
     * Returns the socket with observed handlers of {@code serve}. It is the same socket otherwise: closing one closes
     * both. The context lists the given one.
     */
    public RepSocket observe(RepSocket socket) {
        return new ObservedRepSocket(Objects.requireNonNull(socket, "socket"), registry, server);
    }
}
