package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

/** The settings that sweep.sh varies: connections, high-water marks and event loops. */
@Timeout(60)
class SweepTest {

    private static final int COUNT = 5000;
    private static final int CONNECTIONS = 3;
    private static final Shape SHAPE = new Shape(Seal.NONE, CONNECTIONS, OptionalInt.of(10));

    enum Choice implements Supplier<Library> {
        LOOP {
            @Override
            public Library get() {
                return new Ours(new OnLoop(), Sending.publisher(new OnLoop()), SHAPE, ZmqContext.create());
            }
        },
        APP {
            @Override
            public Library get() {
                Place place = new OnThread();
                return new Ours(place, Sending.publisher(place), SHAPE, ZmqContext.create());
            }
        },
        JEROMQ {
            @Override
            public Library get() {
                return new JeroMq(SHAPE);
            }
        }
    }

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block();
    }

    @ParameterizedTest
    @EnumSource
    void streamsThroughSeveralConnections(Choice choice) {
        PullSocket pull = zmq.pull();
        String endpoint = Pairs.bind(pull);
        CompletableFuture<Void> connected = pull.awaitPeers(CONNECTIONS).toFuture();
        Window received = new Window(100, COUNT, 0, 0);
        Window sent = new Window(100, COUNT, 0, 0);
        pull.receive().subscribe(new Counter(received));

        try (Library library = choice.get()) {
            library.send(endpoint, new Feed(), 100, sent, Duration.ofMillis(500));
            connected.join();
        }

        assertThat(received.result().join().messages()).isEqualTo(COUNT);
    }

    @ParameterizedTest
    @EnumSource
    void asksThroughSeveralConnections(Choice choice) {
        RepSocket rep = zmq.rep();
        String endpoint = Pairs.bind(rep);
        CompletableFuture<Void> connected = rep.awaitPeers(CONNECTIONS).toFuture();
        RoundTrips trips = new RoundTrips(100, 200, 50);
        rep.serve(Mono::just).subscribe();

        try (Library library = choice.get()) {
            library.ask(endpoint, new byte[100], trips);
        }

        connected.join();
        assertThat(trips.result().join().nanos().getTotalCount()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "app"})
    void pairsInOneProcess(String threads) {
        assertThat(run(new PairsThr(), "100", "5000", "--warmup", "0", "--pairs", "3", "--threads", threads))
                .isZero();
        assertThat(run(new PairsLat(), "100", "200", "--warmup", "50", "--loops", "2", "--threads", threads))
                .isZero();
    }

    private static int run(Runnable program, String... arguments) {
        return new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}
