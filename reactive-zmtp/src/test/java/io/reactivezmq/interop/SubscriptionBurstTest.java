package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.PythonPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** libzmq itself silently forgets subscriptions beyond its high-water mark of 1000. */
@ExtendWith(LibzmqAvailable.class)
@DisplayName("Thousands of subscriptions at once")
class SubscriptionBurstTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BURST = 5000;

    @Test
    @DisplayName("are all known to libzmq, made before connecting and after")
    void ours() {
        ZmqContext zmq = ZmqContext.create();
        try (PythonPeer libzmq = PythonPeer.start()) {
            SubSocket sub = zmq.sub();
            for (int i = 0; i < BURST; i++) {
                sub.subscribe("before-" + i);
            }
            LibzmqSocket xpub = libzmq.socket("XPUB");
            sub.connect(xpub.bind()).awaitPeers(1).block(LIMIT);
            for (int i = 0; i < BURST; i++) {
                sub.subscribe("after-" + i);
            }
            assertThat(xpub.topics(2 * BURST).join()).isEqualTo(2 * BURST);

            xpub.send(List.of(ZmqMessage.of("before-4999"), ZmqMessage.of("elsewhere"), ZmqMessage.of("after-4999")))
                    .join();
            assertThat(sub.receive().take(2).map(ZmqMessage::text).collectList().block(LIMIT))
                    .containsExactly("before-4999", "after-4999");
        } finally {
            zmq.close().block(LIMIT);
        }
    }

    @Test
    @DisplayName("by libzmq are all known to us")
    void theirs() {
        ZmqContext zmq = ZmqContext.create();
        try (PythonPeer libzmq = PythonPeer.start()) {
            PubSocket pub = zmq.pub();
            // Without a limit, or it would forget some.
            LibzmqSocket sub = libzmq.socket("SUB")
                    .set("SNDHWM", 0)
                    .connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT));
            for (int i = 0; i < BURST; i++) {
                sub.set("SUBSCRIBE", ("topic-" + i).getBytes(StandardCharsets.UTF_8));
            }
            pub.awaitSubscribers(1).block(LIMIT);
            Await.until(
                    "all subscriptions have come",
                    () -> pub.statistics().block(LIMIT).peers().get(0).subscriptions() == BURST);
        } finally {
            zmq.close().block(LIMIT);
        }
    }
}
