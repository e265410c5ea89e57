package io.reactivezmq.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Round robin over pipes, which report freed room while they take messages. */
class RoundRobinTest {

    /** A pipe without a mark reports freed room of so many messages. */
    private static final int REPORTED_AT = 4096;

    private final List<Long> roomSeen = new ArrayList<>();

    private final RoundRobin robin = new RoundRobin(this::roomAvailable);

    private Runnable whenFreed = () -> {};
    private Runnable whenWoken = () -> {};

    private void roomAvailable() {
        roomSeen.add(robin.room());
    }

    private final PipeOwner owner = new PipeOwner() {
        @Override
        public void received(Pipe pipe, ZmqMessage message) {}

        @Override
        public void received(Pipe pipe, Control control) {}

        @Override
        public void readComplete() {}

        @Override
        public void roomFreed(Pipe pipe, int messages) {
            robin.freed(pipe, messages);
            whenFreed.run();
        }

        @Override
        public void dropped(Pipe pipe, DropReason reason, long total) {}

        @Override
        public void droppedLate(Pipe pipe, DropReason reason, long messages) {}

        @Override
        public void undelivered(Pipe pipe, long messages) {}

        @Override
        public void linkLost(Pipe pipe, ZmqException cause) {
            robin.remove(pipe);
        }
    };

    private static QueueSettings mark(int messages) {
        return new PushOptions().sendHighWaterMark(messages).settings().queues();
    }

    private Pipe pipe() {
        return pipe(mark(10));
    }

    private Pipe pipe(QueueSettings queues) {
        Pipe pipe = new Pipe(owner, new Endpoint("fake://x"), true, queues);
        pipe.connect(
                new Link() {
                    @Override
                    public void wake() {
                        whenWoken.run();
                    }

                    @Override
                    public void drain() {}

                    @Override
                    public void resume() {}

                    @Override
                    public void flush(Runnable written) {
                        written.run();
                    }

                    @Override
                    public void close(ZmqException reason) {}
                },
                PeerInfoBuilder.of("fake://x", "x", true)
                        .announced("PULL", new byte[0], Map.of())
                        .build());
        return pipe;
    }

    /** What the link of this pipe writes. */
    private static List<String> written(Pipe pipe) {
        List<String> texts = new ArrayList<>();
        for (ZmqMessage message; (message = pipe.poll()) != null; ) {
            texts.add(message.text());
            pipe.written(1);
        }
        return texts;
    }

    @Test
    void aMessageOfALostPeerGoesToOneOtherPeerOnce() {
        Pipe leaving = pipe();
        robin.add(leaving);
        assertThat(robin.offer(ZmqMessage.of("1"))).isTrue();
        assertThat(robin.offer(ZmqMessage.of("2"))).isTrue();

        Pipe staying = pipe();
        robin.add(staying);
        for (int i = 0; i < 3; i++) {
            staying.offer(ZmqMessage.of("before"));
        }
        assertThat(written(staying)).hasSize(3);
        leaving.closed(new PeerLostException("x", "cut", null));
        assertThat(robin.orphans()).isZero();
        assertThat(written(staying)).containsExactly("1", "2");
    }

    /** Replaced messages free room too, which a conflating pipe reports when they are many. */
    @Test
    void soItDoesWhereNewerMessagesReplaceOlderOnes() {
        QueueSettings conflating = new PushOptions().conflate(true).settings().queues();
        Pipe leaving = pipe(conflating);
        robin.add(leaving);
        assertThat(robin.offer(ZmqMessage.of("orphan"))).isTrue();

        Pipe staying = pipe(conflating);
        robin.add(staying);
        for (int i = 0; i < REPORTED_AT; i++) {
            staying.offer(ZmqMessage.of("replaced"));
        }
        leaving.closed(new PeerLostException("x", "cut", null));
        assertThat(robin.orphans()).isZero();
        assertThat(written(staying)).containsExactly("orphan");
    }

    /** Freed room asks senders for more, which is application code, and may end any peer. */
    @Test
    void aPeerMayEndWhileItTakesAMessage() {
        QueueSettings conflating = new PushOptions().conflate(true).settings().queues();
        Pipe ending = pipe(conflating);
        robin.add(ending);
        List<Pipe> ended = new ArrayList<>();
        whenFreed = () -> {
            if (ended.isEmpty()) {
                ended.add(ending);
                roomSeen.clear();
                robin.remove(ending);
            }
        };
        for (int i = 0; ended.isEmpty() && i <= 2 * REPORTED_AT; i++) {
            assertThat(robin.offer(ZmqMessage.of("replaced"))).isTrue();
        }
        assertThat(ended).hasSize(1);
        assertThat(roomSeen).as("room that the senders see").containsExactly(0L);
        assertThat(robin.room()).isZero();
        assertThat(robin.offer(ZmqMessage.of("1"))).isFalse();

        Pipe staying = pipe();
        robin.add(staying);
        assertThat(robin.room()).isEqualTo(staying.credit());
        assertThat(robin.offer(ZmqMessage.of("2"))).isTrue();
        assertThat(written(staying)).containsExactly("2");
    }

    @Test
    void aPeerMayEndWhileItsLastPlaceIsTaken() {
        Pipe ending = pipe(mark(1));
        robin.add(ending);
        whenWoken = () -> robin.remove(ending);
        assertThat(robin.offer(ZmqMessage.of("1"))).isTrue();
        assertThat(robin.room()).isZero();
        assertThat(robin.offer(ZmqMessage.of("2"))).isFalse();
    }
}
