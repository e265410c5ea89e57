package io.reactivezmq.internal.type;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.spi.settings.SocketSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The methods that all socket types have in common. */
public abstract class DefaultZmqSocket<S extends ZmqSocket<S>> implements ZmqSocket<S> {

    public final SocketCore<?> core;

    DefaultZmqSocket(SocketCore<?> core) {
        this.core = core;
    }

    @SuppressWarnings("unchecked")
    final S self() {
        return (S) this;
    }

    /** Returns the name, loop and settings of this socket. */
    public final SocketScope scope() {
        return core.scope();
    }

    /** Returns the loop of this socket. */
    public final HomeLoop loop() {
        return core.scope().loop();
    }

    @Override
    public SocketType type() {
        return core.scope().type();
    }

    @Override
    public String name() {
        return core.scope().name();
    }

    @Override
    public Mono<Endpoint> bind(String endpoint) {
        return core.endpoints().bind(endpoint);
    }

    @Override
    public Mono<Void> unbind(String endpoint) {
        return core.endpoints().unbind(endpoint);
    }

    @Override
    public S connect(String endpoint) {
        core.endpoints().connect(endpoint);
        return self();
    }

    @Override
    public S disconnect(String endpoint) {
        core.endpoints().disconnect(endpoint);
        return self();
    }

    @Override
    public S highWaterMarks(int send, int receive) {
        core.highWaterMarks(
                checked("sendHighWaterMark (ZMQ_SNDHWM)", send), checked("receiveHighWaterMark (ZMQ_RCVHWM)", receive));
        return self();
    }

    @Override
    public Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which) {
        Objects.requireNonNull(which, "which");
        return Mono.defer(() ->
                core.endpoints().disconnectPeers(which, core.scope().settings().linger()));
    }

    @Override
    public Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger) {
        Objects.requireNonNull(which, "which");
        return core.endpoints().disconnectPeers(which, SocketSettings.checkedLinger(linger));
    }

    private static int checked(String option, int messages) {
        if (messages < 0) {
            throw new InvalidOptionException(option, messages, "at least 0");
        }
        return messages;
    }

    @Override
    public Mono<Void> awaitPeers(int count) {
        return core.peers().awaitPeers(count);
    }

    @Override
    public Flux<SocketEvent> events() {
        return core.scope().events().events();
    }

    @Override
    public Mono<SocketStatistics> statistics() {
        return core.statistics();
    }

    @Override
    public Mono<List<EndpointState>> endpoints() {
        return core.endpoints().states();
    }

    @Override
    public boolean isClosed() {
        return core.scope().isClosed();
    }

    @Override
    public S linger(Duration limit) {
        core.scope().linger(SocketSettings.checkedLinger(limit));
        return self();
    }

    @Override
    public Mono<Void> close() {
        return core.close();
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return core.close(SocketSettings.checkedLinger(linger));
    }

    @Override
    public Mono<Void> drain(Duration limit) {
        return core.drain(SocketSettings.checkedLinger(limit));
    }

    @Override
    public String toString() {
        return core.scope().name();
    }
}
