package io.reactivezmq.samples.benchmarks.alternatives;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Requests;
import io.reactivezmq.samples.benchmarks.Streams;
import io.reactivezmq.samples.benchmarks.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs both sides of each measurement of each alternative in one process. */
class AlternativesTest {

    private static final int COUNT = 2000;
    private static final Duration MORE = Duration.ofMillis(100);

    private final int port = freePort();
    private final String endpoint = "tcp://127.0.0.1:" + port;

    @ParameterizedTest
    @ValueSource(strings = {"rsocket", "grpc", "jeromq-publish-on", "spring-integration"})
    @Timeout(60)
    void streams(String name) throws Exception {
        Window received = new Window(100, COUNT, 0, 0);
        Window sent = new Window(100, COUNT, 0, 0);
        CompletableFuture<Void> receiving =
                run(streamsOf(name), library -> library.receive(endpoint, new Feed(), received, MORE));
        awaitListener();
        run(streamsOf(name), library -> library.send(endpoint, new Feed(), 100, sent, MORE))
                .get();
        receiving.get();
        assertThat(received.result().join().messages()).isEqualTo(COUNT);
        assertThat(sent.result().join().messages()).isEqualTo(COUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsocket", "grpc", "reactor-netty"})
    @Timeout(60)
    void requests(String name) throws Exception {
        Window answered = new Window(100, COUNT, 0, 0);
        run(requestsOf(name), library -> library.serveMany(endpoint));
        awaitListener();
        run(requestsOf(name), library -> library.askMany(endpoint, new byte[100], 16, answered))
                .get();
        assertThat(answered.result().join().messages()).isEqualTo(COUNT);
    }

    @Test
    void thereIsNoOther() {
        assertThat(new AllAlternatives().streams("reactor-netty")).isEmpty();
        assertThat(new AllAlternatives().requests("spring-integration")).isEmpty();
    }

    private static Supplier<Streams> streamsOf(String name) {
        return () -> new AllAlternatives().streams(name).orElseThrow();
    }

    private static Supplier<Requests> requestsOf(String name) {
        return () -> new AllAlternatives().requests(name).orElseThrow();
    }

    private static <L extends AutoCloseable> CompletableFuture<Void> run(Supplier<L> opener, Consumer<L> what) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (L library = opener.get()) {
                what.accept(library);
                end.complete(null);
            } catch (Throwable failure) {
                end.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Waits until the other side accepts connections: some of these libraries do not try again. */
    private void awaitListener() {
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Returns a free port below those that systems assign to outgoing connections. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Taken; try another.
            }
        }
    }
}
