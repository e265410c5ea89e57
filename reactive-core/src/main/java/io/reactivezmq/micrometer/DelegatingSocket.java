package io.reactivezmq.micrometer;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A socket in front of another one. Calls that can be chained return this one. */
abstract class DelegatingSocket<S extends ZmqSocket<S>> implements ZmqSocket<S> {

    final S socket;

    DelegatingSocket(S socket) {
        this.socket = socket;
    }

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    @Override
    public SocketType type() {
        return socket.type();
    }

    @Override
    public String name() {
        return socket.name();
    }

    @Override
    public Mono<Endpoint> bind(String endpoint) {
        return socket.bind(endpoint);
    }

    @Override
    public Mono<Void> unbind(String endpoint) {
        return socket.unbind(endpoint);
    }

    @Override
    public S connect(String endpoint) {
        socket.connect(endpoint);
        return self();
    }

    @Override
    public S disconnect(String endpoint) {
        socket.disconnect(endpoint);
        return self();
    }

    @Override
    public Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which) {
        return socket.disconnectPeers(which);
    }

    @Override
    public Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger) {
        return socket.disconnectPeers(which, linger);
    }

    @Override
    public S highWaterMarks(int send, int receive) {
        socket.highWaterMarks(send, receive);
        return self();
    }

    @Override
    public S linger(Duration limit) {
        socket.linger(limit);
        return self();
    }

    @Override
    public Mono<Void> awaitPeers(int count) {
        return socket.awaitPeers(count);
    }

    @Override
    public Flux<SocketEvent> events() {
        return socket.events();
    }

    @Override
    public Mono<SocketStatistics> statistics() {
        return socket.statistics();
    }

    @Override
    public Mono<List<EndpointState>> endpoints() {
        return socket.endpoints();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public Mono<Void> close() {
        return socket.close();
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return socket.close(linger);
    }

    @Override
    public Mono<Void> drain(Duration limit) {
        return socket.drain(limit);
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
