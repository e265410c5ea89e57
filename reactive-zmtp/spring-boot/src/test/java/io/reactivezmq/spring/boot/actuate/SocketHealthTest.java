package io.reactivezmq.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqSockets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

@Timeout(180)
class SocketHealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class));

    @AfterEach
    void close() {
        zmq.close().block(PATIENCE);
    }

    private static Health health(ApplicationContext context, String socket) {
        return indicator(context, socket).health().block(PATIENCE);
    }

    private static ReactiveHealthIndicator indicator(ApplicationContext context, String socket) {
        CompositeReactiveHealthContributor zmq = context.getBean(CompositeReactiveHealthContributor.class);
        return (ReactiveHealthIndicator) zmq.getContributor(socket);
    }

    /** Asks again until the socket has the status. */
    private static void await(ApplicationContext context, String socket, Status status) {
        Mono.defer(indicator(context, socket)::health)
                .filter(health -> health.getStatus().equals(status))
                .repeatWhenEmpty(attempts -> attempts.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE);
    }

    @Test
    void aMissingServiceIsDownAfterTheGraceAndUpWhenItIsBack() {
        RepSocket service = zmq.rep();
        String endpoint = service.bind("tcp://127.0.0.1:0").block(PATIENCE).uri();
        runner.withPropertyValues(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.connect=" + endpoint,
                        "zmq.sockets.ask.reconnect.interval=10ms",
                        "zmq.sockets.ask.health.min-peers=1",
                        "zmq.sockets.ask.health.grace=300ms")
                .run(context -> {
                    context.getBean(ReqSocket.class).awaitPeers(1).block(PATIENCE);
                    assertThat(health(context, "ask").getDetails())
                            .containsEntry("peers", 1)
                            .containsEntry("minPeers", 1)
                            .containsEntry("dropped", 0L);

                    Instant lost = Instant.now();
                    service.close().block(PATIENCE);
                    await(context, "ask", Status.DOWN);
                    assertThat(Duration.between(lost, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
                    assertThat(health(context, "ask").getDetails()).containsEntry("peers", 0);

                    zmq.rep().bind(endpoint).block(PATIENCE);
                    await(context, "ask", Status.UP);
                });
    }

    @Test
    void aMissingPeerAloneIsNotDown() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "tcp://127.0.0.1:" + free.getLocalPort();
            free.close();
            runner.withPropertyValues("zmq.sockets.ask.type=req", "zmq.sockets.ask.connect=" + endpoint)
                    .run(context -> {
                        assertThat(health(context, "ask").getStatus()).isEqualTo(Status.UP);
                        context.getBean(ReqSocket.class)
                                .events()
                                .ofType(ConnectFailed.class)
                                .next()
                                .block(PATIENCE);
                        Health health = health(context, "ask");
                        assertThat(health.getStatus()).isEqualTo(Status.UP);
                        assertThat(health.getDetails().get("endpoints").toString())
                                .contains(endpoint, "CONNECTING", "refused");
                    });
        }
    }

    @Test
    void anAbandonedEndpointIsDown() {
        RepSocket service = zmq.rep(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of())));
        String endpoint = service.bind("tcp://127.0.0.1:0").block(PATIENCE).uri();
        runner.withPropertyValues(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.plain.user=intruder",
                        "zmq.sockets.ask.connect=" + endpoint)
                .run(context -> {
                    await(context, "ask", Status.DOWN);
                    assertThat(health(context, "ask")
                                    .getDetails()
                                    .get("endpoints")
                                    .toString())
                            .contains("ABANDONED");
                });
    }

    @Test
    void anEndpointThatCannotBeBoundIsDown() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            runner.withPropertyValues("zmq.sockets.service.type=rep").run(context -> {
                RepSocket service = context.getBean(RepSocket.class);
                service.bind("tcp://127.0.0.1:" + taken.getLocalPort())
                        .onErrorComplete()
                        .block(PATIENCE);
                assertThat(health(context, "service").getStatus()).isEqualTo(Status.DOWN);
            });
        }
    }

    @Test
    void aClosedSocketIsOutOfService() {
        runner.withPropertyValues("zmq.sockets.ask.type=req").run(context -> {
            context.getBean(ZmqSockets.class).get("ask").close().block(PATIENCE);
            assertThat(health(context, "ask").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        });
    }

    @Test
    void theGraceBeginsWhenPeersFallBelowTheMinimum() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        PeerWatch watch = new PeerWatch(2, Duration.ofSeconds(10), new Clock() {

            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        });
        now.set(Instant.EPOCH.plusSeconds(9));
        assertThat(watch.isDown(1)).isFalse();
        now.set(Instant.EPOCH.plusSeconds(10));
        assertThat(watch.isDown(1)).isTrue();
        assertThat(watch.isDown(2)).isFalse();
        now.set(Instant.EPOCH.plusSeconds(20));
        assertThat(watch.isDown(0)).isFalse();
        now.set(Instant.EPOCH.plusSeconds(30));
        assertThat(watch.isDown(0)).isTrue();
    }

    @Test
    void canBeDisabled() {
        runner.withPropertyValues("management.health.zmq.enabled=false", "zmq.sockets.ask.type=req")
                .run(context -> assertThat(context.getBeansOfType(CompositeReactiveHealthContributor.class))
                        .isEqualTo(Map.of()));
    }
}
