package io.reactivezmq.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.subscription.Pipes;
import io.reactivezmq.internal.subscription.Subscribers;
import io.reactivezmq.internal.subscription.Subscribers.Matching;
import io.reactivezmq.internal.subscription.SubscriptionLimits;
import io.reactivezmq.options.PubOptions;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import io.reactivezmq.testing.ManualLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A distributor whose links run application code while they make room. */
class DistributorTest {

    private final Subscribers subscribers = new Subscribers(
            Matching.PREFIX,
            SubscriptionLimits.ofPrefixes(new SubscriptionSettings(100, 4096, 100_000, 100_000)),
            new SlicedWork(new ManualLoop()));
    private final List<String> retried = new ArrayList<>();
    private final Distributor distributor = new Distributor(subscribers, false, false, () -> retried.add("room"));
    private final List<String> refused = new ArrayList<>();

    /** What the application does inside the next drain. */
    private Runnable inside = () -> {};

    private final class Peer implements Link {

        private final List<String> sent = new ArrayList<>();
        private final Pipe pipe = new Pipe(
                Pipes.NO_OWNER,
                new Endpoint("fake://x"),
                true,
                new PubOptions().sendHighWaterMark(1).settings().queues());

        Peer() {
            pipe.connect(
                    this,
                    PeerInfoBuilder.of("fake://x", "x", true)
                            .announced("SUB", new byte[0], Map.of())
                            .build());
            distributor.add(pipe);
        }

        @Override
        public void wake() {}

        @Override
        public void drain() {
            Runnable application = inside;
            inside = () -> {};
            application.run();
            for (ZmqMessage message; (message = pipe.poll()) != null; ) {
                sent.add(message.text());
                pipe.written(1);
            }
        }

        @Override
        public void resume() {}

        @Override
        public void flush(Runnable written) {
            written.run();
        }

        @Override
        public void close(ZmqException reason) {}
    }

    private void subscribe(Peer peer, String topic) {
        subscribers.add(peer.pipe, topic.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSearchInsideAnotherOneWaits() {
        Peer first = new Peer();
        Peer second = new Peer();
        subscribe(first, "x");
        subscribe(second, "x");
        // In the other order, so that the matches of the two searches differ at each place.
        subscribe(second, "y");
        subscribe(first, "y");

        assertThat(distributor.offer(ZmqMessage.of("x1"))).isTrue();
        inside = () -> {
            if (!distributor.offerTo(first.pipe, ZmqMessage.of("y1"))) {
                refused.add("y1");
            }
        };
        assertThat(distributor.offer(ZmqMessage.of("x2"))).isTrue();
        assertThat(refused).containsExactly("y1");
        assertThat(retried).containsExactly("room");
        first.drain();
        second.drain();
        assertThat(first.sent).containsExactly("x1", "x2");
        assertThat(second.sent).containsExactly("x1", "x2");
    }
}
