package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.RawPeer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

@DisplayName("The last messages of a socket that closes while its peer sends")
class FarewellTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MESSAGES = 5;
    private static final int SIZE = 64 * 1024;

    @ParameterizedTest(name = "{0}, only the endpoint: {1}, received: {2}")
    @CsvSource({"EPOLL, false, true", "EPOLL, true, false", "NIO, false, false", "NIO, true, true"})
    @DisplayName("all reach a peer that reads them late")
    void arrive(Loops kind, boolean endpoint, boolean receiving) {
        assumeTrue(kind.areAvailable());
        try (Loops.Running loops = kind.start()) {
            ZmqContext zmq = ZmqContext.on(loops.group());
            DealerSocket dealer = zmq.dealer(o -> o.sendBuffer(1 << 20).receiveHighWaterMark(10));
            Endpoint at = dealer.bind("tcp://127.0.0.1:*").block(LIMIT);
            if (receiving) {
                dealer.receive().subscribe();
            }
            try (RawPeer peer = RawPeer.connect(at, 16 * 1024).shakeHands("DEALER")) {
                AtomicInteger sent = new AtomicInteger();
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendOn(peer, sent));
                Await.until("the peer sends", () -> sent.get() > 100);
                for (int i = 0; i < MESSAGES; i++) {
                    dealer.send(Numbered.message(i, SIZE)).block(LIMIT);
                }
                dealer.flush().block(LIMIT);
                Mono<Void> closing = (endpoint ? dealer.unbind(at) : dealer.close()).cache();
                closing.subscribe();
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(Numbered.of(peer.readMessage())).isEqualTo(i);
                }
                assertThat(peer.readToEnd()).isEmpty();
                peer.close();
                closing.block(LIMIT);
                sending.join();
            }
            zmq.close().block(LIMIT);
        }
    }

    /** Sends without end, until the connection has ended. */
    private static void sendOn(RawPeer peer, AtomicInteger sent) {
        try {
            while (true) {
                peer.send(ZmqMessage.of("more"));
                sent.incrementAndGet();
            }
        } catch (UncheckedIOException ended) {
            // As expected.
        }
    }
}
