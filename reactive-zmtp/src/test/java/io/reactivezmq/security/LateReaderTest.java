package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A socket is closed while a peer sends to it and has not read yet what it has sent last. */
@DisplayName("The last messages of a socket")
class LateReaderTest extends TlsFixture {

    private static final int MESSAGES = 6;
    private static final int SIZE = 32 * 1024;

    /** Longer than a close waits for a peer that is silent. This one is not. */
    private static final Duration LATE = Duration.ofMillis(1300);

    static Stream<Arguments> ways() {
        return Stream.of(Loops.values())
                .flatMap(loops -> Stream.of("tcp", "ipc", "tls+tcp", "ws", "wss")
                        .map(transport -> Arguments.of(loops, transport)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    @DisplayName("reach a peer that sends all the time and reads late")
    void arrive(Loops kind, String transport) throws Exception {
        assumeTrue(kind.areAvailable());
        try (Loops.Running loops = kind.start()) {
            ZmqContext both = ZmqContext.on(loops.group());
            TlsConfig server = localServer();
            DealerSocket closing = both.dealer(o -> o.tls(server).sendBuffer(1 << 20));
            Endpoint at = closing.bind(transport + address(transport)).block(LIMIT);
            DealerSocket late = both.dealer(o ->
                    o.tls(client()).receiveHighWaterMark(2).receiveBuffer(4096).linger(Duration.ZERO));
            late.connect(at);
            AtomicLong received = new AtomicLong();
            closing.receive().subscribe(message -> received.incrementAndGet());
            Disposable sending =
                    late.send(Numbered.endless(new AtomicLong(), SIZE)).subscribe(null, failure -> {});
            Await.until("the peer sends", () -> received.get() > 100);
            for (int i = 0; i < MESSAGES; i++) {
                closing.send(Numbered.message(i, SIZE)).block(LIMIT);
            }
            closing.flush().block(LIMIT);
            Mono<Void> close = closing.close().cache();
            close.subscribe();
            // By ipc everything fits the buffers of the system, so the peer may have read to the end and closed.
            if (!transport.equals("ipc")) {
                StepVerifier.create(close)
                        .expectSubscription()
                        .expectNoEvent(LATE)
                        .thenCancel()
                        .verify(LIMIT);
            }
            List<Long> numbers = late.receive()
                    .take(MESSAGES)
                    .map(Numbered::of)
                    .collectList()
                    .block(LIMIT);
            assertThat(numbers).isEqualTo(LongStream.range(0, MESSAGES).boxed().toList());
            close.block(LIMIT);
            sending.dispose();
            both.close().block(LIMIT);
        }
    }

    private String address(String transport) {
        return transport.equals("ipc") ? "://" + directory.resolve("late") : "://localhost:*";
    }
}
