package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** How PUSH and DEALER spread messages over their peers. */
class BalanceTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PushSocket push(int highWaterMark) {
        return harness.zmq().push(o -> o.sendHighWaterMark(highWaterMark));
    }

    private PushSocket bound(int highWaterMark) {
        PushSocket push = push(highWaterMark);
        harness.await(push.bind(harness.uri("here")));
        return push;
    }

    private void send(PushSocket push, int from, int to) {
        push.send(Flux.range(from, to - from).map(i -> ZmqMessage.of("" + i))).subscribe();
        harness.settle();
    }

    @Test
    void inTurn() {
        PushSocket push = bound(100);
        List<FakePeer> peers = List.of(
                harness.at("here").connect(),
                harness.at("here").connect(),
                harness.at("here").connect());
        send(push, 0, 9);

        assertThat(peers.get(0).takeTexts()).containsExactly("0", "3", "6");
        assertThat(peers.get(1).takeTexts()).containsExactly("1", "4", "7");
        assertThat(peers.get(2).takeTexts()).containsExactly("2", "5", "8");
    }

    @Test
    void aFullPeerIsPassedOver() {
        PushSocket push = bound(4);
        FakePeer stalled = harness.at("here").connect();
        FakePeer busy = harness.at("here").connect().reading();
        send(push, 0, 100);

        List<String> all = new ArrayList<>(busy.gotTexts());
        assertThat(all).hasSize(96);
        all.addAll(stalled.takeTexts());
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }

    @Test
    void aPeerWithRoomAgainTakesPartAgain() {
        PushSocket push = bound(4);
        FakePeer one = harness.at("here").connect();
        FakePeer two = harness.at("here").connect();
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        source.emitAll();
        harness.settle();
        one.take(4);
        source.emitAll();
        harness.settle();

        assertThat(source.emitted()).isEqualTo(12);
        assertThat(one.take(10)).hasSize(4);
        assertThat(two.take(10)).hasSize(4);
    }

    @Test
    void whatWaitedForAPeerThatLeftGoesToTheOthersInOrder() {
        PushSocket push = bound(10);
        FakePeer leaver = harness.at("here").connect();
        send(push, 0, 6);
        assertThat(leaver.takeTexts(2)).containsExactly("0", "1");

        leaver.disconnect();
        FakePeer next = harness.at("here").connect();
        send(push, 6, 8);
        assertThat(next.takeTexts()).containsExactly("2", "3", "4", "5", "6", "7");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
    }

    @Test
    void whatIsLeftBehindByManyIsNeverMoreThanThePipesHeld() {
        PushSocket push = bound(10);
        FakePeer one = harness.at("here").connect();
        FakePeer two = harness.at("here").connect();
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        source.emitAll();
        harness.settle();
        one.disconnect();
        two.disconnect();

        // Twenty wait, ten find room: no more are requested.
        FakePeer third = harness.at("here").connect();
        assertThat(source.requested()).isEqualTo(20);
        List<String> got = new ArrayList<>(third.takeTexts(10));
        assertThat(source.requested()).isEqualTo(20);
        got.addAll(third.takeTexts(10));
        assertThat(got).hasSize(20).doesNotHaveDuplicates();
        harness.settle();
        assertThat(source.requested()).isEqualTo(30);
    }

    @Test
    void messagesWithoutAPeerAreCountedWhenTheSocketCloses() {
        PushSocket push = bound(10);
        FakePeer leaver = harness.at("here").connect();
        send(push, 0, 6);
        leaver.disconnect();

        harness.await(push.close());
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(6);
    }

    @Test
    void theQueueOfAConnectedEndpointSurvivesADisconnect() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        FakePeer first = harness.at("sink").accept();
        send(push, 0, 5);
        assertThat(first.takeTexts(2)).containsExactly("0", "1");

        first.disconnect();
        send(push, 5, 8);
        harness.advance(java.time.Duration.ofSeconds(1));
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("2", "3", "4", "5", "6", "7");
    }

    @Test
    void aSecondConnectOfPushIsASecondConnection() {
        PushSocket push = push(10).connect(harness.uri("sink")).connect(harness.uri("sink"));

        assertThat(harness.at("sink").dials()).isEqualTo(2);
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(20);
    }

    @Test
    void manyPeersComingAndGoingLoseNothing() {
        PushSocket push = bound(8);
        java.util.Random random = new java.util.Random(42);
        List<FakePeer> peers = new ArrayList<>();
        List<String> got = new ArrayList<>();
        int total = 5_000;
        Received<Void> sent = Received.of(push.send(Flux.range(0, total).map(i -> ZmqMessage.of("" + i))), 0);
        for (int step = 0; got.size() < total && step < 100_000; step++) {
            int dice = random.nextInt(10);
            if (peers.isEmpty() || dice == 0 && peers.size() < 20) {
                peers.add(harness.at("here").connect());
            } else if (dice == 1) {
                peers.remove(random.nextInt(peers.size())).disconnect();
            } else {
                got.addAll(peers.get(random.nextInt(peers.size())).takeTexts(random.nextInt(6)));
            }
            var statistics = harness.await(push.statistics());
            assertThat(statistics.peers().stream()
                            .mapToInt(PeerStatistics::sendQueue)
                            .sum())
                    .isLessThanOrEqualTo(8 * peers.size());
            // With what peers left behind that went.
            assertThat(statistics.sendQueue()).isLessThanOrEqualTo(8 * 20);
        }
        assertThat(sent.isCompleted()).isTrue();
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, total).mapToObj(Integer::toString).toList());
    }

    @Test
    void messagesOfSeveralLostPeersKeepTheirOrder() {
        PushSocket push = bound(2);
        FakePeer first = harness.at("here").connect();
        send(push, 0, 6);
        assertThat(first.holdFlushes().take(4)).hasSize(4);
        harness.settle();
        first.disconnect();
        // The second takes the oldest ones and leaves too.
        harness.at("here").connect().disconnect();
        assertThat(harness.at("here").connect().takeTexts()).containsExactly("0", "1", "2", "3", "4", "5");
    }
}
