package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What is not asked for stays in the pipes, up to the mark; nothing is lost, and everyone has a turn. */
class PullTest extends PullFixture {

    PullTest() {
        super(SocketTestHarness.byHand());
    }

    private static String[] numbered(String name, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = name + (i + 1);
        }
        return texts;
    }

    @Test
    void deliversWhatIsAskedForAndHoldsTheMark() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect();

        StepVerifier.create(pull.receive(), 0)
                .then(() -> source.deliver(numbered("m", 20)))
                .then(() -> assertThat(source.unread()).isEqualTo(10))
                .thenRequest(5)
                .then(harness::settle)
                .expectNextCount(5)
                .then(() -> assertThat(source.unread()).isEqualTo(10))
                .then(() -> assertThat(source.resumes()).isZero())
                .thenRequest(1)
                .then(harness::settle)
                .expectNextCount(1)
                .then(() -> assertThat(source.resumes()).isEqualTo(1))
                .then(() -> assertThat(source.unread()).isEqualTo(4))
                .thenRequest(Long.MAX_VALUE)
                .then(harness::settle)
                .expectNextCount(14)
                .then(pull::close)
                .then(harness::settle)
                .verifyComplete();
    }

    @Test
    void withDemandNothingIsQueued() {
        PullSocket pull = pull(1);
        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        FakePeer source = harness.at("here").connect().deliver(numbered("m", 1000));

        assertThat(received.count()).isEqualTo(1000);
        assertThat(source.resumes()).isZero();
    }

    @Test
    void aMarkOfOneWorks() {
        PullSocket pull = pull(1);
        FakePeer source = harness.at("here").connect().deliver("a", "b", "c");
        Received<ZmqMessage> received = Received.of(pull.receive(), 0);
        harness.settle();
        assertThat(source.unread()).isEqualTo(2);

        for (int i = 1; i <= 3; i++) {
            received.request(1);
            harness.settle();
            assertThat(received.count()).isEqualTo(i);
        }
    }

    @Test
    void zeroIsWithoutLimit() {
        PullSocket pull = pull(0);
        FakePeer source = harness.at("here").connect().deliver(numbered("m", 100_000));

        assertThat(source.unread()).isZero();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(100_000);
    }

    @Test
    void aReceiveOneMayTimeOutAndTakesNothing() {
        PullSocket pull = pull(100);
        Received<ZmqMessage> given = Received.of(pull.receiveOne().timeout(Duration.ofMillis(1)), 1);
        given.awaitEnd();
        assertThat(given.error()).isInstanceOf(TimeoutException.class);
        harness.at("here").connect().deliver("m");
        assertThat(given.count()).isZero();
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");
    }

    @Test
    void peersTakeTurns() {
        PullSocket pull = pull(100);
        harness.at("here").connect().deliver(numbered("a", 4));
        harness.at("here").connect().deliver(numbered("b", 2));
        harness.at("here").connect().deliver(numbered("c", 3));

        Received<ZmqMessage> received = Received.of(pull.receive(), 9);
        harness.settle();
        assertThat(received.texts()).containsExactly("a1", "b1", "c1", "a2", "b2", "c2", "a3", "c3", "a4");
    }

    @Test
    void aFloodFromOnePeerDoesNotHoldUpAnother() {
        PullSocket pull = pull(10);
        FakePeer flood = harness.at("here").connect().deliver(numbered("flood", 1000));
        FakePeer quiet = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(), 20);
        harness.settle();

        quiet.deliver("quiet");
        received.request(3);
        harness.settle();
        assertThat(received.texts()).contains("quiet");
        assertThat(flood.unread()).isPositive();
    }

    @Test
    void eachMessageGoesToTheSubscriberWhoseDemandIsOldest() {
        PullSocket pull = pull(100);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(), 2);
        Received<ZmqMessage> second = Received.of(pull.receive(), 1);
        Received<ZmqMessage> third = Received.of(pull.receive(), 0);
        harness.settle();
        third.request(2);
        harness.settle();
        first.request(1);
        harness.settle();

        source.deliver(numbered("m", 10));
        assertThat(first.texts()).containsExactly("m1", "m2", "m3");
        assertThat(second.texts()).containsExactly("m4");
        assertThat(third.texts()).containsExactly("m5", "m6");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(4);

        second.request(1);
        harness.settle();
        first.request(1);
        harness.settle();
        assertThat(second.texts()).endsWith("m7");
        assertThat(first.texts()).endsWith("m8");
    }

    @Test
    void askingOneByOneFromInsideOnNextNeitherNestsNorStarves() {
        PullSocket pull = pull(1000);
        FakePeer source = harness.at("here").connect().deliver(numbered("m", 1000));
        Received<ZmqMessage> received = Received.of(pull.receive(), 1, (self, message) -> self.request(1));
        harness.settle();
        source.deliver(numbered("n", 1000));

        assertThat(received.count()).isEqualTo(2000);
    }

    @Test
    void whatArrivesInsideOnNextComesAfterIt() {
        PullSocket pull = pull(10);
        FakePeer one = harness.at("here").connect();
        FakePeer two = harness.at("here").connect();
        List<String> order = new ArrayList<>();
        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> {
            order.add("begin " + message.text());
            if (message.text().equals("a")) {
                two.deliverNow(ZmqMessage.of("b"));
            }
            order.add("end " + message.text());
        });
        harness.settle();

        one.deliver("a");
        assertThat(received.texts()).containsExactly("a", "b");
        assertThat(order).containsExactly("begin a", "end a", "begin b", "end b");
    }

    @Test
    void cancellingInsideOnNextLosesNothing() {
        PullSocket pull = pull(100);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> self.cancel());
        harness.settle();
        source.deliver(numbered("m", 3));
        assertThat(first.texts()).containsExactly("m1");

        Received<ZmqMessage> second = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(second.texts()).containsExactly("m2", "m3");
    }

    @Test
    void takeTakesNoMore() {
        PullSocket pull = pull(100);
        harness.at("here").connect().deliver(numbered("m", 5));

        Received<ZmqMessage> two = Received.of(pull.receive().take(2), Long.MAX_VALUE);
        harness.settle();
        assertThat(two.texts()).containsExactly("m1", "m2");
        assertThat(two.isCompleted()).isTrue();
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m3");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(2);
    }

    @Test
    void aCancelledReceiveOneLeavesTheMessage() {
        PullSocket pull = pull(100);
        Received<ZmqMessage> given = Received.of(pull.receiveOne(), 1);
        harness.settle();
        given.cancel();
        harness.at("here").connect().deliver("m");

        assertThat(given.count()).isZero();
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");
    }

    @Test
    void receiveOneWaitsForDemand() {
        PullSocket pull = pull(100);
        harness.at("here").connect().deliver("m");
        Received<ZmqMessage> patient = Received.of(pull.receiveOne(), 0);
        harness.settle();
        assertThat(patient.count()).isZero();

        patient.request(1);
        harness.settle();
        assertThat(patient.texts()).containsExactly("m");
    }

    @Test
    void tryReceiveOnTheLoopIsExact() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect().deliver(numbered("m", 12));

        harness.run(() -> {
            for (int i = 1; i <= 10; i++) {
                assertThat(pull.tryReceive().text()).isEqualTo("m" + i);
            }
            assertThat(pull.tryReceive()).isNull();
        });
        assertThat(source.resumes()).isEqualTo(1);
        harness.run(() -> assertThat(pull.tryReceive().text()).isEqualTo("m11"));
    }

    @Test
    void tryReceiveElsewhereFindsWhatWasFetchedForIt() {
        PullSocket pull = pull(10);
        harness.at("here").connect().deliver(numbered("m", 3));

        assertThat(pull.tryReceive()).isNull();
        harness.settle();
        assertThat(pull.tryReceive().text()).isEqualTo("m1");
        assertThat(pull.tryReceive().text()).isEqualTo("m2");
        assertThat(pull.tryReceive().text()).isEqualTo("m3");
        assertThat(pull.tryReceive()).isNull();
        harness.settle();
        assertThat(pull.tryReceive()).isNull();
    }

    @Test
    void messagesSetAsideForTryReceiveGoFirstToTheNextReceiver() {
        PullSocket pull = pull(10);
        harness.at("here").connect().deliver(numbered("m", 5));
        assertThat(pull.tryReceive()).isNull();
        harness.settle();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(5);

        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(received.texts()).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isZero();
    }

    @Test
    void whatALostPeerHasSentStaysDeliverable() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect().deliver("a", "b");
        source.disconnect();

        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(received.texts()).containsExactly("a", "b");
        assertThat(received.isOpen()).isTrue();
    }

    @Test
    void whatADisconnectedEndpointHasSentIsDropped() {
        PullSocket pull = harness.zmq().pull().connect(harness.uri("source"));
        harness.at("source").accept().deliver("a", "b");
        pull.disconnect(harness.uri("source"));
        harness.settle();

        var statistics = harness.await(pull.statistics());
        assertThat(statistics.receiveQueue()).isZero();
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(2);
        assertThat(statistics.messagesReceived()).isZero();
    }

    @Test
    void messagesWithoutDemandAtTheCloseAreCounted() {
        PullSocket pull = pull(10);
        harness.at("here").connect().deliver("a", "b", "c");
        harness.at("here").connect().deliver("d").disconnect();
        assertThat(harness.await(pull.receiveOne())).isEqualTo(ZmqMessage.of("a"));
        // One is set aside for the next tryReceive.
        assertThat(pull.tryReceive()).isNull();
        harness.settle();
        harness.await(pull.close());
        var statistics = harness.await(pull.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(1);
        assertThat(statistics.receiveQueue()).isZero();
    }

    @Test
    void afterAReconnectAFullPipeStillSetsTheBound() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(4)).connect(harness.uri("source"));
        FakePeer first = harness.at("source").accept().deliver(numbered("a", 6));
        assertThat(first.unread()).isEqualTo(2);
        first.disconnect();
        harness.advance(java.time.Duration.ofSeconds(1));
        FakePeer second = harness.at("source").accept().deliver(numbered("b", 6));
        assertThat(second.unread()).isEqualTo(6);

        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(received.texts()).containsExactly("a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "b5", "b6");
    }

    @Test
    void closingCompletesEveryReceiver() {
        PullSocket pull = pull(10);
        Received<ZmqMessage> waiting = Received.of(pull.receive(), 5);
        Received<ZmqMessage> silent = Received.of(pull.receive(), 0);
        Received<ZmqMessage> one = Received.of(pull.receiveOne(), 1);
        harness.settle();

        harness.await(pull.close());
        assertThat(waiting.isCompleted()).isTrue();
        assertThat(silent.isCompleted()).isTrue();
        assertThat(one.isCompleted()).isTrue();
        assertThat(one.count()).isZero();
    }

    @Test
    void receivingFromAClosedSocketFailsAndBringsNothing() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect().deliver("before");
        pull.close();
        harness.settle();

        Received<ZmqMessage> late = Received.of(pull.receive(), 5);
        harness.settle();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
        assertThat(late.count()).isZero();
        assertThat(source.isUp()).isFalse();
        assertThat(pull.tryReceive()).isNull();
        harness.settle();
        assertThat(pull.tryReceive()).isNull();
        harness.run(() -> assertThat(pull.tryReceive()).isNull());
    }

    @Test
    void nothingIsDeliveredOnceAReceiverHasCompleted() {
        var dealer = harness.zmq().dealer();
        harness.await(dealer.bind(harness.uri("dealer")));
        FakePeer peer = harness.at("dealer").connect();
        Received<ZmqMessage> received = Received.of(dealer.receive(), 1);
        // Something to linger for, so that the peer can still send.
        dealer.send("stuck").subscribe();
        harness.settle();
        dealer.close();
        harness.settle();
        assertThat(received.isCompleted()).isTrue();
        assertThat(peer.isUp()).isTrue();

        received.request(5);
        Received<ZmqMessage> late = Received.of(dealer.receive(), 5);
        harness.settle();
        peer.deliver("too late");
        assertThat(received.count()).isZero();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
        assertThat(late.count()).isZero();
    }

    @Test
    void aRequestForNothingIsAnErrorForThatSubscriberAlone() {
        PullSocket pull = pull(10);
        Received<ZmqMessage> wrong = Received.of(pull.receive(), 0);
        Received<ZmqMessage> right = Received.of(pull.receive(), 5);
        harness.settle();

        wrong.request(0);
        harness.settle();
        wrong.request(-1);
        harness.settle();
        assertThat(wrong.error()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        harness.at("here").connect().deliver("m");
        assertThat(right.texts()).containsExactly("m");
    }

    @Test
    void aSubscriberThatThrowsIsCanceledAndHarmsNoOther() {
        PullSocket pull = pull(10);
        Received<ZmqMessage> broken = Received.of(pull.receive(), 5, (self, message) -> {
            throw new IllegalStateException("broken");
        });
        Received<ZmqMessage> whole = Received.of(pull.receive(), 5);
        harness.settle();

        harness.at("here").connect().deliver("a", "b");
        assertThat(whole.texts()).containsExactly("b");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isZero();
        assertThat(broken).isNotNull();
    }

    @Test
    void messagesCarryTheirPeer() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect().deliver("m");

        ZmqMessage message = harness.await(pull.receiveOne());
        assertThat(message.peer()).isSameAs(source.info());
        assertThat(message.peer().endpoint()).isEqualTo(harness.uri("here"));
        assertThat(message.peer().accepted()).isTrue();
    }
}
