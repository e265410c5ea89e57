package io.reactivezmq.internal.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The outbound side, without any link: who waits for what, and what is counted as what. */
class PipeTest {

    private static final ZmqException LOST = new PeerLostException("x", "cut", null);

    private final List<String> told = new ArrayList<>();

    private final PipeOwner owner = new PipeOwner() {
        @Override
        public void received(Pipe pipe, ZmqMessage message) {}

        @Override
        public void received(Pipe pipe, Control control) {}

        @Override
        public void readComplete() {}

        @Override
        public void roomFreed(Pipe pipe, int messages) {
            told.add("room " + messages);
        }

        @Override
        public void dropped(Pipe pipe, DropReason reason, long total) {
            told.add("dropped " + total);
        }

        @Override
        public void droppedLate(Pipe pipe, DropReason reason, long messages) {
            told.add("late " + messages);
        }

        @Override
        public void undelivered(Pipe pipe, long messages) {}

        @Override
        public void linkLost(Pipe pipe, ZmqException cause) {}
    };

    private final Pipe pipe = new Pipe(
            owner,
            new Endpoint("fake://x"),
            false,
            new PushOptions().sendHighWaterMark(8).settings().queues());
    private final List<ZmqMessage> messages = new ArrayList<>();
    private final List<String> flushed = new ArrayList<>();

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            ZmqMessage message = ZmqMessage.of("m" + messages.size());
            messages.add(message);
            assertThat(pipe.offer(message)).isTrue();
        }
    }

    private void flush(String name) {
        pipe.flush(() -> flushed.add(name));
    }

    private void poll(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(pipe.poll()).isNotNull();
            pipe.written(1);
        }
    }

    @Test
    void aFlushWaitsForWhatIsInFrontOfIt() {
        offer(2);
        flush("two");
        offer(1);
        flush("three");
        poll(1);
        assertThat(flushed).isEmpty();
        poll(1);
        assertThat(flushed).containsExactly("two");
        poll(1);
        assertThat(flushed).containsExactly("two", "three");
        flush("nothing");
        assertThat(flushed).endsWith("nothing");
    }

    @Test
    void aFlushDoesNotWaitForWhatWasTakenBack() {
        offer(3);
        flush("three");
        poll(1);
        assertThat(pipe.withdraw(messages.get(2))).isTrue();
        assertThat(pipe.withdraw(messages.get(2))).isFalse();
        assertThat(flushed).isEmpty();
        poll(1);
        assertThat(flushed).containsExactly("three");
    }

    @Test
    void aFlushIsOverWhenTheLastItWaitsForIsTakenBack() {
        offer(1);
        flush("one");
        pipe.withdraw(messages.get(0));
        assertThat(flushed).containsExactly("one");
    }

    @Test
    void whatIsTakenBackBehindAFlushDoesNotHurryIt() {
        offer(2);
        flush("two");
        offer(2);
        pipe.withdraw(messages.get(3));
        poll(1);
        assertThat(flushed).isEmpty();
        poll(1);
        assertThat(flushed).containsExactly("two");
    }

    /** The link, as far as a pipe without a socket has one. */
    private void connect() {
        connect(() -> {});
    }

    private void connect(Runnable whenDrained) {
        pipe.connect(
                new Link() {
                    @Override
                    public void wake() {}

                    @Override
                    public void drain() {
                        whenDrained.run();
                    }

                    @Override
                    public void resume() {}

                    @Override
                    public void flush(Runnable written) {
                        written.run();
                    }

                    @Override
                    public void close(ZmqException reason) {}
                },
                PeerInfoBuilder.of("fake://x", "x", false)
                        .announced("PULL", new byte[0], Map.of())
                        .build());
    }

    private List<ZmqMessage> pollAll() {
        return Stream.generate(pipe::poll).takeWhile(Objects::nonNull).toList();
    }

    @Test
    void whatIsUnderWayIsBoundedAndReturnsToItsPlaceWithTheRoomItHad() {
        connect();
        offer(8);
        assertThat(pollAll()).hasSize(8);
        offer(8);
        assertThat(pollAll()).hasSize(8);
        offer(8);
        assertThat(pipe.poll())
                .as("twice as many are under way as may be queued")
                .isNull();
        pipe.written(3);
        assertThat(pipe.underWay(0)).isSameAs(messages.get(3));
        assertThat(pipe.poll()).isSameAs(messages.get(16));
        assertThat(pipe.statistics().messagesSent()).isEqualTo(17);
        flush("all");
        int roomBefore = told.stream().mapToInt(PipeTest::room).sum();
        int creditBefore = pipe.credit();

        pipe.closed(LOST);
        assertThat(pipe.statistics().messagesSent()).isEqualTo(3);
        assertThat(pipe.statistics().sendQueue()).isEqualTo(21);
        assertThat(pipe.writable()).isFalse();
        int taken = told.stream().mapToInt(PipeTest::room).sum() - roomBefore;
        assertThat(pipe.credit() - creditBefore)
                .as("room is reported as it changes")
                .isEqualTo(taken);

        connect();
        assertThat(pollAll()).isEqualTo(messages.subList(3, 19));
        pipe.written(16);
        assertThat(flushed).isEmpty();
        assertThat(pollAll()).isEqualTo(messages.subList(19, 24));
        pipe.written(5);
        assertThat(flushed).containsExactly("all");
        assertThat(pipe.statistics().messagesSent()).isEqualTo(24);
    }

    private static int room(String told) {
        return told.startsWith("room ") ? Integer.parseInt(told.substring(5)) : 0;
    }

    @Test
    void whatIsUncertainIsCountedAndTheRestComesBack() {
        connect();
        offer(8);
        pollAll();
        flush("eight");
        pipe.uncertain(2);
        pipe.closed(LOST);
        assertThat(pipe.statistics().messagesSent()).isZero();
        assertThat(pipe.statistics().dropped(DropReason.CONNECTION_LOST)).isEqualTo(2);
        assertThat(pipe.statistics().sendQueue()).isEqualTo(6);
        connect();
        assertThat(pollAll()).isEqualTo(messages.subList(2, 8));
        pipe.written(6);
        assertThat(flushed).containsExactly("eight");
    }

    @Test
    void whatComesBackFromAPipeThatIsGivenUpIsCounted() {
        connect();
        offer(5);
        assertThat(pipe.poll()).isNotNull();
        pipe.discardOutbound(DropReason.LINGER_EXPIRED);
        pipe.retire();
        pipe.closed(LOST);
        assertThat(pipe.statistics().dropped(DropReason.LINGER_EXPIRED)).isEqualTo(4);
        assertThat(told).contains("late 1");
        assertThat(pipe.statistics().messagesSent()).isZero();
    }

    @Test
    void ofConflatedMessagesTheNewestComesBack() {
        Pipe conflating = new Pipe(
                owner,
                new Endpoint("fake://x"),
                false,
                new PushOptions().conflate(true).settings().queues());
        ZmqMessage old = ZmqMessage.of("old");
        ZmqMessage newer = ZmqMessage.of("newer");
        conflating.offer(old);
        assertThat(conflating.poll()).isSameAs(old);
        conflating.offer(newer);
        assertThat(conflating.poll()).isNull();
        conflating.flush(() -> flushed.add("both"));
        conflating.written(1);
        assertThat(conflating.poll()).isSameAs(newer);
        conflating.written(1);
        assertThat(flushed).containsExactly("both");
    }

    /** A reply, or a message to an id, is for the peer that was there when it was sent. */
    @Test
    void aMessageIsNotKeptForTheNextPeerWhenDrainingEndsTheLink() {
        connect(() -> pipe.closed(LOST));
        offer(8);
        assertThat(pipe.offerOrDrain(ZmqMessage.of("late"))).isTrue();
        assertThat(pipe.statistics().dropped(DropReason.PEER_GONE)).isEqualTo(1);
        pipe.discardOutbound(DropReason.PEER_GONE);
        connect();
        assertThat(pollAll()).isEmpty();

        connect(() -> {
            pollAll();
            pipe.discardOutbound(DropReason.PEER_GONE);
            pipe.closed(LOST);
            pipe.discardOutbound(DropReason.PEER_GONE);
        });
        offer(8);
        assertThat(pipe.offerOrDrain(ZmqMessage.of("late"))).isTrue();
        connect();
        assertThat(pollAll()).as("for the next peer").isEmpty();
    }

    @Test
    void flushesEndWhenThePipeDoes() {
        offer(2);
        flush("two");
        pipe.retire();
        assertThat(flushed).containsExactly("two");
    }

    @Test
    void whatIsDroppedIsNotCountedAsSent() {
        offer(3);
        flush("three");
        poll(1);
        pipe.discardOutbound(DropReason.PEER_GONE);
        assertThat(flushed).containsExactly("three");
        assertThat(pipe.statistics().messagesSent()).isEqualTo(1);
        assertThat(pipe.statistics().dropped(DropReason.PEER_GONE)).isEqualTo(2);
        assertThat(pipe.credit()).isEqualTo(8);
    }

    @Test
    void whatIsDroppedAfterTheEndIsTheOwnersToCount() {
        pipe.retire();
        pipe.drop(DropReason.PEER_GONE, 1);
        assertThat(told).containsExactly("late 1");
        assertThat(pipe.drops().asMap()).isEmpty();
    }

    @Test
    void roomIsToldInHalvesAndCreditLeavesOutWhatIsNotTold() {
        offer(8);
        assertThat(pipe.credit()).isZero();
        poll(3);
        assertThat(pipe.credit()).isZero();
        assertThat(told).isEmpty();
        poll(1);
        assertThat(pipe.credit()).isEqualTo(4);
        poll(3);
        assertThat(told).containsExactly("room 4");
        poll(1);
        assertThat(told).containsExactly("room 4", "room 4");
        offer(1);
        pipe.withdraw(messages.get(8));
        assertThat(told).endsWith("room 1");
    }

    @Test
    void whatCannotBeHeldUpIsDroppedWhenThereIsNoRoom() {
        Pipe datagrams = new Pipe(
                owner,
                new Endpoint("fake://x"),
                true,
                true,
                new PullOptions().receiveHighWaterMark(2).settings().queues());
        for (int i = 0; i < 5; i++) {
            datagrams.receive(ZmqMessage.of("m" + i));
            datagrams.enqueue(ZmqMessage.of("m" + i));
        }
        assertThat(datagrams.queued()).isEqualTo(2);
        assertThat(datagrams.statistics().dropped(DropReason.RECEIVER_FULL)).isEqualTo(3);
        assertThat(datagrams.statistics().messagesReceived()).isEqualTo(2);
        assertThat(datagrams.dequeue()).isEqualTo(ZmqMessage.of("m0"));
        datagrams.enqueue(ZmqMessage.of("m5"));
        assertThat(datagrams.queued()).isEqualTo(2);
        assertThat(told).containsExactly("dropped 1", "dropped 2");
    }

    @Test
    void whatIsNoMessageCountsAsNothingElse() {
        pipe.rejected(DropReason.MALFORMED);
        pipe.rejected(DropReason.TOO_LARGE);
        offer(2);
        poll(1);
        assertThat(pipe.poll()).isNotNull();
        pipe.unsendable(DropReason.TOO_LARGE);
        assertThat(pipe.statistics().messagesReceived()).isZero();
        assertThat(pipe.statistics().messagesSent()).isEqualTo(1);
        assertThat(pipe.statistics().dropped(DropReason.TOO_LARGE)).isEqualTo(2);
        assertThat(pipe.statistics().dropped(DropReason.MALFORMED)).isEqualTo(1);
    }
}
