package io.reactivezmq.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spi.HeaderRequester;
import io.reactivezmq.spi.HeaderResponder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Observes the requests of REQ and REP sockets, and single messages of other sockets: a timer for each, and a span
 * where tracing is set up. It needs {@code io.micrometer:micrometer-observation}, which {@code micrometer-core} has as
 * a dependency.
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
 * <p>Messages of other sockets are observed one by one, where the application says so: {@link #send} as
 * {@code zmq.send}, of kind PRODUCER, and {@link #process} as {@code zmq.process}, of kind CONSUMER. Streams of
 * messages have meters instead, as a message in a stream has no end that could be observed.
 *
 * <p>The observation is in the Reactor context of what is observed, under the key of Micrometer. So the observation of
 * an HTTP request is the parent of that of a request that is made for it, and the one of a server is the parent of what
 * its handler does. With {@link #propagation}, the trace of a request goes on in the process of the peer.
 *
 * <p>Conventions and handlers of the registry are called where the observed publisher signals, such as on the socket's
 * loop, and must not block. What they throw goes to Reactor's hook for dropped errors, and does not affect the request
 * or the message.
 *
 * <p>Observing needs a few operators for each request or message. A socket that is not observed has no cost. Immutable.
 */
@SuppressWarnings("exports")
public final class ZmqObservations {

    private final ObservationRegistry registry;
    private final Conventions conventions;
    private final ZmqPropagation propagation;

    private record Conventions(
            ZmqClientObservationConvention client,
            ZmqServerObservationConvention server,
            ZmqSendObservationConvention send,
            ZmqProcessObservationConvention process) {

        Conventions {
            Objects.requireNonNull(client, "convention");
            Objects.requireNonNull(server, "convention");
            Objects.requireNonNull(send, "convention");
            Objects.requireNonNull(process, "convention");
        }
    }

    private ZmqObservations(ObservationRegistry registry, Conventions conventions, ZmqPropagation propagation) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.conventions = conventions;
        this.propagation = Objects.requireNonNull(propagation, "propagation");
    }

    /** Creates observations in this registry, with the default conventions and without propagation. */
    public static ZmqObservations of(ObservationRegistry registry) {
        return new ZmqObservations(
                registry,
                new Conventions(
                        ZmqClientObservationConvention.DEFAULT,
                        ZmqServerObservationConvention.DEFAULT,
                        ZmqSendObservationConvention.DEFAULT,
                        ZmqProcessObservationConvention.DEFAULT),
                ZmqPropagation.NONE);
    }

    private ZmqObservations with(
            ZmqClientObservationConvention client,
            ZmqServerObservationConvention server,
            ZmqSendObservationConvention send,
            ZmqProcessObservationConvention process) {
        return new ZmqObservations(registry, new Conventions(client, server, send, process), propagation);
    }

    /** Returns observations with this convention for REQ sockets. */
    public ZmqObservations convention(ZmqClientObservationConvention convention) {
        return with(convention, conventions.server(), conventions.send(), conventions.process());
    }

    /** Returns observations with this convention for REP sockets. */
    public ZmqObservations convention(ZmqServerObservationConvention convention) {
        return with(conventions.client(), convention, conventions.send(), conventions.process());
    }

    /** Returns observations with this convention for {@link #send}. */
    public ZmqObservations convention(ZmqSendObservationConvention convention) {
        return with(conventions.client(), conventions.server(), convention, conventions.process());
    }

    /** Returns observations with this convention for {@link #process}. */
    public ZmqObservations convention(ZmqProcessObservationConvention convention) {
        return with(conventions.client(), conventions.server(), conventions.send(), convention);
    }

    /**
     * Returns observations with this propagation, for both sides. With {@link ZmqPropagation#ENVELOPE}, the headers
     * that the tracer sets for a request, such as {@code traceparent}, travel to the peer, and those of a received
     * request are what the tracer continues. {@link io.reactivezmq.spi.RequestHeaders} describes their frame, of at
     * most 8 KiB. What a peer sends instead of them is ignored. Default: {@link ZmqPropagation#NONE}.
     */
    public ZmqObservations propagation(ZmqPropagation how) {
        return new ZmqObservations(registry, conventions, how);
    }

    /**
     * Returns the socket with observed requests. It is the same socket otherwise: closing one closes both. The context
     * lists the given one.
     *
     * @throws IllegalArgumentException with propagation, when the socket is not one that a context has created
     */
    public ReqSocket observe(ReqSocket socket) {
        return new ObservedReqSocket(
                socket, registry, conventions.client(), propagating(socket, HeaderRequester.class));
    }

    /**
     * Returns the socket with observed handlers of {@code serve}. It is the same socket otherwise: closing one closes
     * both. The context lists the given one.
     *
     * @throws IllegalArgumentException with propagation, when the socket is not one that a context has created
     */
    public RepSocket observe(RepSocket socket) {
        return new ObservedRepSocket(
                socket, registry, conventions.server(), propagating(socket, HeaderResponder.class));
    }

    /**
     * Sends one message as {@link MessageSender#send(ZmqMessage)} does, and observes it: from the subscription until
     * the message is accepted, fails, or is canceled. So the time that it waits for room counts.
     *
     * @param socket the socket that sends it
     * @return a Mono that signals as that of the socket, and sends and observes once for each subscription
     */
    public <S extends ZmqSocket<?> & MessageSender> Mono<Void> send(S socket, ZmqMessage message) {
        Mono<Void> sent = socket.send(message);
        return registry.isNoop()
                ? sent
                : ObservedMono.observe(
                        registry,
                        conventions.send(),
                        () -> new ZmqSendContext(socket.name(), message),
                        ZmqSendContext::outcome,
                        context -> sent);
    }

    /**
     * Observes the work on a received message: from the subscription to the work until it completes, fails, or is
     * canceled. Demand, order and failures are those of the operator around it:
     *
     * <pre>{@code
     * pull.receive().flatMap(job -> observations.process(pull, job, work(job)).onErrorComplete(), 16)
     * }</pre>
     *
     * @param socket the socket that has received the message
     * @param work what the application does with it
     * @return a Mono that signals as the work does
     */
    public <T> Mono<T> process(ZmqSocket<?> socket, ZmqMessage message, Mono<T> work) {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(work, "work");
        return registry.isNoop()
                ? work
                : ObservedMono.observe(
                        registry,
                        conventions.process(),
                        () -> new ZmqProcessContext(socket.name(), message),
                        ZmqProcessContext::outcome,
                        context -> work);
    }

    /** Returns the side of the socket that exchanges headers; null without propagation. */
    private <T> @Nullable T propagating(ZmqSocket<?> socket, Class<T> side) {
        Objects.requireNonNull(socket, "socket");
        if (propagation == ZmqPropagation.NONE) {
            return null;
        }
        if (!side.isInstance(socket)) {
            throw new IllegalArgumentException("propagation needs the socket that the context has created, but "
                    + socket.name() + " is a " + socket.getClass().getName()
                    + ": observe the socket before it is wrapped");
        }
        return side.cast(socket);
    }
}
