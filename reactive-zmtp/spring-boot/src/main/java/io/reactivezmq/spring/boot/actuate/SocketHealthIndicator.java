package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.EndpointState.Status;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketStatistics;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * Reports a socket as down when it cannot listen at an endpoint, has abandoned one, or has had too few peers for too
 * long. A peer that is absent does not make a socket down otherwise: ZeroMQ connects again by itself.
 */
final class SocketHealthIndicator extends AbstractReactiveHealthIndicator {

    private final ZmqSocket<?> socket;
    private final int minPeers;
    private final PeerWatch watch;

    private SocketHealthIndicator(ZmqSocket<?> socket, int minPeers, PeerWatch watch) {
        super("The state of the socket cannot be read");
        this.socket = socket;
        this.minPeers = minPeers;
        this.watch = watch;
    }

    /** Creates the indicator. It watches peers until the socket is closed, if it needs any. */
    static ReactiveHealthIndicator of(ZmqSocket<?> socket, int minPeers, PeerWatch watch) {
        SocketHealthIndicator indicator = new SocketHealthIndicator(socket, minPeers, watch);
        if (minPeers > 0) {
            socket.events()
                    .filter(event -> event instanceof HandshakeSucceeded || event instanceof Disconnected)
                    .concatMap(event -> socket.endpoints(), 1)
                    .map(SocketHealthIndicator::peers)
                    .onErrorComplete()
                    .subscribe(watch::isDown);
        }
        return indicator;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        if (socket.isClosed()) {
            return Mono.just(builder.outOfService().build());
        }
        return Mono.zip(
                socket.endpoints(),
                socket.statistics(),
                (endpoints, statistics) -> health(builder, endpoints, statistics));
    }

    private Health health(Health.Builder builder, List<EndpointState> endpoints, SocketStatistics statistics) {
        int peers = peers(endpoints);
        boolean missing = watch.isDown(peers);
        boolean broken = endpoints.stream()
                .anyMatch(endpoint -> endpoint.status() == Status.BIND_FAILED || endpoint.status() == Status.ABANDONED);
        (broken || missing ? builder.down() : builder.up())
                .withDetail("peers", peers)
                .withDetail(
                        "endpoints",
                        endpoints.stream().map(EndpointDescriptor::of).toList())
                .withDetail("dropped", statistics.dropped());
        if (minPeers > 0) {
            builder.withDetail("minPeers", minPeers);
        }
        return builder.build();
    }

    private static int peers(List<EndpointState> endpoints) {
        return endpoints.stream().mapToInt(EndpointState::peers).sum();
    }
}
