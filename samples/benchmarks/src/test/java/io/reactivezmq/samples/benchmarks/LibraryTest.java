package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs both sides of each measurement in one process, in every pairing of libraries. */
class LibraryTest {

    private static final int COUNT = 5000;

    enum Choice implements Supplier<Library> {
        LOOP {
            @Override
            public Library get() {
                return new Ours(new OnLoop());
            }
        },
        APP {
            @Override
            public Library get() {
                return new Ours(new OnThread());
            }
        },
        TRY {
            @Override
            public Library get() {
                return new Ours(new OnThread(), Sending.trying(), Shape.PLAIN, ZmqContext.create());
            }
        },
        CALL {
            @Override
            public Library get() {
                // One thread: what others send would end the receiver early, and this one would wait for it.
                return new Ours(new OnLoop(true), Sending.calling(1), Shape.PLAIN, ZmqContext.create());
            }
        },
        JEROMQ {
            @Override
            public Library get() {
                return new JeroMq(Shape.PLAIN);
            }
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Choice.values())
                .flatMap(local -> Stream.of(Choice.values()).map(remote -> Arguments.of(local, remote)));
    }

    @Test
    @Timeout(60)
    void sealedStream() {
        Window received = new Window(100, COUNT, 0, 0);
        Window sent = new Window(100, COUNT, 0, 0);
        Supplier<Library> sealed = () ->
                new Ours(new OnLoop(), Sending.publisher(new OnLoop()), Shape.of(Seal.CURVE), ZmqContext.create());
        CompletableFuture<Void> receiving =
                run(sealed, library -> library.receive(endpoint, new Feed(), received, Duration.ofMillis(100)));
        run(sealed, library -> library.send(endpoint, new Feed(), 100, sent, Duration.ofMillis(300)))
                .join();
        receiving.join();
        assertThat(received.result().join().messages()).isEqualTo(COUNT);
    }

    private final String endpoint = "tcp://127.0.0.1:" + freePort();

    @ParameterizedTest
    @MethodSource("pairs")
    @Timeout(60)
    void streams(Choice local, Choice remote) {
        Window received = new Window(100, COUNT, 0, 0);
        Window sent = new Window(100, COUNT, 0, 0);
        CompletableFuture<Void> receiving =
                run(local, library -> library.receive(endpoint, new Feed(), received, Duration.ofMillis(100)));

        run(remote, library -> library.send(endpoint, new Feed(), 100, sent, Duration.ofMillis(300)))
                .join();
        receiving.join();

        assertThat(received.result().join().messages()).isEqualTo(COUNT);
        assertThat(sent.result().join().messages()).isEqualTo(COUNT);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Timeout(60)
    void roundTrips(Choice local, Choice remote) {
        RoundTrips trips = new RoundTrips(100, 200, 50);
        CompletableFuture<Void> serving = run(local, library -> library.serve(endpoint, 250));

        run(remote, library -> library.ask(endpoint, new byte[100], trips)).join();
        serving.join();

        assertThat(trips.result().join().nanos().getTotalCount()).isEqualTo(200);
    }

    private static CompletableFuture<Void> run(Supplier<Library> choice, Consumer<Library> what) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Library library = choice.get()) {
                        what.accept(library);
                    }
                },
                task -> new Thread(task).start());
    }

    /**
     * Returns a free port below those that systems assign to outgoing connections. Otherwise an outgoing connection
     * could take the port, or connect to itself on it.
     */
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
