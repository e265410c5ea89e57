package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** PUB that drops: a full subscriber misses messages, which are counted, and delays no other. */
class PubDropTest extends PubFixture {

    PubDropTest() {
        super(OnFull.DROP);
    }

    @Test
    void trySendTakesTheVeryFirstMessage() {
        assertThat(pub(10).trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(harness.zmq().pub().trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(harness.zmq().xsub().trySend(ZmqMessage.of("m"))).isTrue();
    }

    @Test
    void aFullSubscriberMissesMessagesAndTheOthersGetAll() {
        PubSocket pub = pub(10);
        FakePeer stalled = subscriber("");
        List<FakePeer> others = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            others.add(subscriber("").reading());
        }
        Received<SocketEvent> events = Received.of(
                pub.events().ofType(SocketEvent.MessagesDropped.class).cast(SocketEvent.class), Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            send(pub, "m" + i);
        }
        for (FakePeer other : others) {
            assertThat(other.gotTexts()).hasSize(100);
        }
        assertThat(stalled.takeTexts()).hasSize(10).startsWith("m0").endsWith("m9");
        assertThat(stalled.drains()).isEqualTo(90);

        var statistics = harness.await(pub.statistics());
        assertThat(statistics.dropped(DropReason.PEER_FULL)).isEqualTo(90);
        assertThat(statistics.peers())
                .extracting(peer -> peer.dropped(DropReason.PEER_FULL))
                .containsExactlyInAnyOrder(90L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(events.values())
                .map(event -> (SocketEvent.MessagesDropped) event)
                .allSatisfy(event -> {
                    assertThat(event.reason()).isEqualTo(DropReason.PEER_FULL);
                    assertThat(event.peer()).isEqualTo(stalled.info());
                    assertThat(event.endpoint()).isEqualTo(harness.uri("here"));
                })
                .extracting(SocketEvent.MessagesDropped::total)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L);
    }

    @Test
    void aReadingSubscriberMissesNothingOfABurst() {
        PubSocket pub = pub(10);
        FakePeer reading = subscriber("").reading();
        harness.run(() -> {
            for (int i = 0; i < 100; i++) {
                assertThat(pub.trySend(ZmqMessage.of("m" + i))).isTrue();
            }
        });
        assertThat(reading.gotTexts()).hasSize(100);
        assertThat(harness.await(pub.statistics()).dropped()).isZero();
    }

    @Test
    void demandOnASourceIsBounded() {
        PubSocket pub = pub(10);
        Source source = Source.named("m");
        pub.send(source).subscribe();
        harness.settle();
        long first = source.requested();
        assertThat(first).isBetween(100L, 5_000L);
        source.emitAll();
        harness.settle();
        assertThat(source.requested()).isGreaterThan(first).isLessThanOrEqualTo(2 * first);
    }

    @Test
    void aLongSynchronousSourceIsSentOrCountedAsDropped() {
        PubSocket pub = pub(10);
        FakePeer reading = subscriber("").reading();
        Received<Void> sending = Received.of(
                pub.send(Flux.<ZmqMessage>generate(out -> out.next(ZmqMessage.of("x")))
                        .take(50_000)),
                0);
        harness.settle();
        assertThat(sending.isCompleted()).isTrue();
        assertThat(reading.got().size() + harness.await(pub.statistics()).dropped())
                .isEqualTo(50_000);
    }

    @Test
    void theLoopRunsOtherTasksWhileALongSynchronousSourceIsSent() {
        PubSocket pub = pub(10);
        subscriber("").reading();
        AtomicInteger emitted = new AtomicInteger();
        List<Integer> seen = new ArrayList<>(List.of(0));
        Received<Void> sending = Received.of(
                pub.send(Flux.range(1, 50_000).doOnNext(emitted::set).map(i -> ZmqMessage.of("x"))), 0);
        note(emitted, seen);
        harness.settle();
        assertThat(sending.isCompleted()).isTrue();
        assertThat(seen).last().isEqualTo(50_000);
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i) - seen.get(i - 1)).as("messages in one turn").isLessThanOrEqualTo(5_000);
        }
    }

    /** Notes how many messages were emitted, at each turn of the loop until all are. */
    private void note(AtomicInteger emitted, List<Integer> seen) {
        harness.loop().execute(() -> {
            seen.add(emitted.get());
            if (emitted.get() < 50_000) {
                note(emitted, seen);
            }
        });
    }

    @Test
    void sendingInsideAnEventDisturbsNoFanOut() {
        PubSocket pub = pub(1);
        FakePeer alarmed = subscriber("!").reading();
        List<FakePeer> stalled = List.of(subscriber("a"), subscriber("a"), subscriber("a"));
        FakePeer last = subscriber("a").reading();
        pub.events()
                .ofType(SocketEvent.MessagesDropped.class)
                .subscribe(event -> pub.send("!").subscribe());
        harness.settle();
        send(pub, "a1", "a2", "a3");

        assertThat(last.gotTexts()).containsExactly("a1", "a2", "a3");
        assertThat(stalled).allSatisfy(peer -> assertThat(peer.takeTexts()).containsExactly("a1"));
        assertThat(alarmed.gotTexts()).containsOnly("!").isNotEmpty();
    }

    @Test
    void sendingWhileALinkMakesRoomDisturbsNoFanOut() {
        PubSocket pub = pub(1);
        FakePeer first = subscriber("a").reading();
        FakePeer second = subscriber("a").reading();
        FakePeer other = subscriber("b").reading();
        // The second message drains the first peer, which completes the flush, which sends something else.
        harness.run(() -> {
            assertThat(pub.trySend(ZmqMessage.of("a1"))).isTrue();
            pub.flush().then(pub.send("b1")).subscribe();
            assertThat(pub.trySend(ZmqMessage.of("a2"))).isTrue();
        });
        harness.settle();
        assertThat(first.gotTexts()).containsExactly("a1", "a2");
        assertThat(second.gotTexts()).containsExactly("a1", "a2");
        assertThat(other.gotTexts()).containsExactly("b1");
    }

    @Test
    void unsentMessagesOfALostSubscriberAreCounted() {
        PubSocket pub = pub(10);
        FakePeer leaver = subscriber("");
        send(pub, "a", "b", "c");
        leaver.take(1);
        leaver.disconnect();
        var statistics = harness.await(pub.statistics());
        assertThat(statistics.dropped(DropReason.PEER_GONE)).isEqualTo(2);
        assertThat(statistics.messagesSent()).isEqualTo(1);
        assertThat(statistics.peers()).isEmpty();
    }
}
