package io.reactivezmq.internal.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.subscription.Pipes;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.testing.ManualLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an XPUB in manual mode keeps of its peers. */
class XPubPatternTest {

    private final SocketSettings settings = new XPubOptions().manual(true).settings();
    private final ManualLoop loop = new ManualLoop();
    private final List<Offer> offers = new ArrayList<>();
    private final XPubPattern pattern =
            new XPubPattern(settings, new FairQueue(new NoReceiver()), () -> {}, loop, new SlicedWork(loop), new Log());

    private static final class NoReceiver implements MessageSink {

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void next(@Nullable Pipe from, ZmqMessage message) {}

        @Override
        public void readComplete() {}
    }

    private final class Log implements XPubPattern.Listener {

        @Override
        public void changed() {}

        @Override
        public void noticed(Offer offer) {
            offers.add(offer);
        }

        @Override
        public void made(int notifications) {}

        @Override
        public void undelivered(int notifications) {}
    }

    private static final class Silent implements Link {

        @Override
        public void wake() {}

        @Override
        public void drain() {}

        @Override
        public void resume() {}

        @Override
        public void flush(Runnable written) {}

        @Override
        public void close(ZmqException reason) {}
    }

    private Pipe peer() {
        Pipe pipe = new Pipe(Pipes.NO_OWNER, new Endpoint("fake://x"), true, settings.queues());
        pipe.connect(
                new Silent(),
                PeerInfoBuilder.of("fake://x", "x", true)
                        .announced("SUB", new byte[0], Map.of())
                        .build());
        pattern.connected(pipe);
        return pipe;
    }

    private static byte[] topic(int number) {
        return ("topic " + number).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void nothingOfferedByAPeerStaysWhenItHasLeft() {
        Pipe leaving = peer();
        Pipe staying = peer();
        pattern.received(staying, Control.subscribe(topic(0)));
        offers.clear();
        for (int i = 0; i < 1000; i++) {
            pattern.received(leaving, Control.subscribe(topic(i)));
        }
        List.copyOf(offers)
                .forEach(offer -> pattern.apply(offer, offer.control().topic()));
        for (int i = 0; i < 500; i++) {
            pattern.received(leaving, Control.cancel(topic(i)));
        }
        assertThat(pattern.nextOpen(null)).isNotNull().returns(false, Offer::subscribes);

        pattern.disconnected(leaving);
        loop.run();
        Offer left = pattern.nextOpen(null);
        assertThat(left).isNotNull().returns(true, Offer::subscribes);
        assertThat(pattern.nextOpen(left)).isNull();
    }
}
