package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A subscriber that subscribes again whenever it completes. It must end when its socket is closed: it subscribes within
 * its completion, on the loop, which would never get out of that.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RepeatTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.withThread();

    private static Arguments dealer(String name, Function<DealerSocket, Flux<?>> repeated) {
        return Arguments.of(name, (Function<SocketTestHarness, Repeating>) harness -> {
            DealerSocket socket = harness.zmq().dealer();
            return new Repeating(socket, repeated.apply(socket));
        });
    }

    private static Arguments rep(String name, Function<RepSocket, Flux<?>> repeated) {
        return Arguments.of(name, (Function<SocketTestHarness, Repeating>) harness -> {
            RepSocket socket = harness.zmq().rep();
            return new Repeating(socket, repeated.apply(socket));
        });
    }

    private static Arguments xpub(String name, Function<XPubSocket, Flux<?>> repeated) {
        return Arguments.of(name, (Function<SocketTestHarness, Repeating>) harness -> {
            XPubSocket socket = harness.zmq().xpub();
            return new Repeating(socket, repeated.apply(socket));
        });
    }

    private static Arguments proxy(String name, boolean closesFrontend) {
        return Arguments.of(name, (Function<SocketTestHarness, Repeating>) harness -> {
            RouterSocket frontend = harness.zmq().router();
            DealerSocket backend = harness.zmq().dealer();
            return new Repeating(
                    closesFrontend ? frontend : backend,
                    harness.zmq().proxy(frontend, backend).run().repeat());
        });
    }

    private record Repeating(ZmqSocket<?> socket, Flux<?> flux) {}

    static Stream<Arguments> repeated() {
        return Stream.of(
                dealer("receive", socket -> socket.receive().repeat()),
                dealer("receive, one by one", socket -> socket.receive().next().repeat()),
                dealer("receive, some", socket -> socket.receive().take(3).repeat()),
                dealer(
                        "receive on a scheduler",
                        socket -> socket.receive(Schedulers.parallel()).next().repeat()),
                dealer(
                        "receive on the caller's thread",
                        socket -> socket.receive(Schedulers.immediate()).repeat()),
                dealer("receiveOne", socket -> socket.receiveOne().repeat()),
                dealer(
                        "receiveOne with a timeout",
                        socket -> socket.receiveOne(Duration.ofHours(1)).repeat()),
                dealer("events", socket -> socket.events().repeat()),
                dealer("events, one by one", socket -> socket.events().next().repeat()),
                rep("requests", socket -> socket.requests().repeat()),
                rep("requests, one by one", socket -> socket.requests().next().repeat()),
                rep("serve", socket -> socket.serve(Mono::just).repeat()),
                xpub("subscriptions", socket -> socket.subscriptions().repeat()),
                proxy("proxy, frontend", true),
                proxy("proxy, backend", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeated")
    void endsWhenTheSocketIsClosed(String name, Function<SocketTestHarness, Repeating> from) {
        Repeating repeating = from.apply(harness);
        Received<?> received = Received.of(repeating.flux(), Long.MAX_VALUE);
        harness.settle();
        repeating.socket().close().block(PATIENCE);
        assertThat(received.awaitEnd().error()).isInstanceOf(SocketClosedException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeated")
    void endsWhenTheSocketIsDrained(String name, Function<SocketTestHarness, Repeating> from) {
        Repeating repeating = from.apply(harness);
        Received<?> received = Received.of(repeating.flux(), Long.MAX_VALUE);
        harness.settle();
        repeating.socket().drain(PATIENCE).block(PATIENCE);
        assertThat(received.awaitEnd().error()).isInstanceOf(SocketClosedException.class);
    }
}
