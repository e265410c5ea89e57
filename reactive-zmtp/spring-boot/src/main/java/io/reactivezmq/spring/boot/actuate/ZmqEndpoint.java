package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The actuator's endpoint {@code zmq}: a snapshot of all sockets of the context with their endpoints and peers. */
@Endpoint(id = "zmq")
public final class ZmqEndpoint {

    private final ZmqContext zmq;

    ZmqEndpoint(ZmqContext zmq) {
        this.zmq = zmq;
    }

    /**
     * The snapshot, in JSON.
     *
     * @param sockets the open sockets, in the order of their creation
     */
    public record Snapshot(List<SocketDescriptor> sockets) {}

    /** Returns all open sockets, also those that the application has created itself. */
    @ReadOperation
    public Mono<Snapshot> sockets() {
        return Flux.fromIterable(zmq.sockets())
                .concatMap(ZmqEndpoint::describe)
                .collectList()
                .map(Snapshot::new);
    }

    /** Returns the first open socket with this name, or nothing. */
    @ReadOperation
    public Mono<SocketDescriptor> socket(@Selector String name) {
        return Flux.fromIterable(zmq.sockets())
                .filter(socket -> socket.name().equals(name))
                .next()
                .flatMap(ZmqEndpoint::describe);
    }

    private static Mono<SocketDescriptor> describe(ZmqSocket<?> socket) {
        return Mono.zip(
                socket.endpoints(),
                socket.statistics(),
                (endpoints, statistics) -> SocketDescriptor.of(socket, endpoints, statistics));
    }
}
