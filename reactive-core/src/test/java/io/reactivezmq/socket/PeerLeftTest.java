package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A peer that has left while messages that it sent before still wait for room: nothing is sent to it any more. */
class PeerLeftTest {

    private static final RoutingId ALICE = RoutingId.of("alice");
    private static final int MARK = 2;

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private <S extends ZmqSocket<?>> S bound(S socket) {
        harness.await(socket.bind(harness.uri("here")));
        return socket;
    }

    /** A peer that sends more than the socket takes, and leaves. */
    private void leave(FakePeer peer, String... messages) {
        peer.deliver(messages);
        assertThat(peer.unread()).isPositive();
        harness.run(() -> peer.rawPipe().peerLeft());
        harness.settle();
    }

    private List<String> drained(FakePeer peer, Flux<ZmqMessage> messages, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(harness.await(messages.next()).text());
        }
        assertThat(peer.unread()).isZero();
        peer.disconnect();
        return texts;
    }

    @Test
    void anotherPeerMayHaveItsRoutingId() {
        RouterSocket router = bound(harness.zmq().router(o -> o.receiveHighWaterMark(MARK)));
        FakePeer first = harness.at("here").connect("alice");
        Received<Void> sending = Received.of(router.to(ALICE).send(Flux.never()), 0);
        harness.settle();
        leave(first, "1", "2", "3", "4", "5");
        assertThat(sending.error()).isInstanceOf(PeerLostException.class);
        assertThatThrownBy(() -> router.to(ALICE).trySend(ZmqMessage.of("m"))).isInstanceOf(UnroutableException.class);

        FakePeer second = harness.at("here").connect("alice");
        assertThat(second.refusal()).isNull();
        harness.await(router.send(ZmqMessage.of("alice", "to the second")));
        assertThat(drained(first, router.receive(), 5)).containsExactly("1", "2", "3", "4", "5");
        harness.await(router.to(ALICE).send("also"));
        assertThat(second.takeTexts()).containsExactly("to the second", "also");
        second.deliver("6");
        assertThat(harness.await(router.receiveOne())).isEqualTo(ZmqMessage.of("alice", "6"));
    }

    @Test
    void aConnectedRouterKeepsAnAssignedIdAndFreesAnother() {
        RouterSocket router = harness.zmq().router(o -> o.receiveHighWaterMark(MARK));
        router.connect(harness.uri("assigned"), ALICE).connect(harness.uri("announced"));
        harness.settle();
        FakePeer assigned = harness.at("assigned").accept();
        FakePeer announced = harness.at("announced").accept("bob");
        leave(assigned, "1", "2", "3");
        leave(announced, "1", "2", "3");
        harness.await(router.to(ALICE).send("for the next"));
        assertThat(harness.await(router.to(RoutingId.of("bob"))
                        .send("to none")
                        .thenReturn(false)
                        .onErrorReturn(UnroutableException.class, true)))
                .isTrue();
        assigned.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(harness.at("assigned").accept().takeTexts()).containsExactly("for the next");
    }

    @Test
    void noPublisherWaitsForIt() {
        XPubSocket pub = bound(harness.zmq()
                .xpub(o -> o.receiveHighWaterMark(MARK).sendHighWaterMark(MARK).onFull(OnFull.BACKPRESSURE)));
        FakePeer gone = harness.at("here").connect().subscribe("");
        FakePeer other = harness.at("here").connect().subscribe("").reading();
        leave(gone, "1", "2", "3", "4");
        Received<Void> sent = Received.of(pub.send(Flux.range(0, 20).map(i -> ZmqMessage.of("m" + i))), 0);
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(other.gotTexts()).hasSize(20);
    }

    @Test
    void noConnectedPublisherWaitsForIt() {
        PubSocket pub = harness.zmq().pub(o -> o.sendHighWaterMark(MARK).onFull(OnFull.BACKPRESSURE));
        pub.connect(harness.uri("pub"));
        XPubSocket xpub = harness.zmq().xpub(o -> o.sendHighWaterMark(MARK).onFull(OnFull.BACKPRESSURE));
        xpub.connect(harness.uri("xpub"));
        RadioSocket radio = harness.zmq().radio(o -> o.sendHighWaterMark(MARK).onFull(OnFull.BACKPRESSURE));
        radio.connect(harness.uri("radio"));
        harness.settle();
        assertGoesOn(pub, harness.at("pub").accept().subscribe(""));
        assertGoesOn(xpub, harness.at("xpub").accept().subscribe(""));
        assertGoesOn(radio, harness.at("radio").accept().join("g"));
    }

    private void assertGoesOn(MessageSender publisher, FakePeer peer) {
        Received<Void> sent = Received.of(publisher.send(Flux.range(0, 20).map(i -> ZmqMessage.of("g", "m" + i))), 0);
        harness.settle();
        assertThat(sent.isCompleted()).isFalse();
        harness.run(() -> peer.rawPipe().peerLeft());
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
    }

    @Test
    void aFlushDoesNotWaitForIt() {
        DealerSocket dealer = bound(harness.zmq().dealer(o -> o.receiveHighWaterMark(MARK)));
        FakePeer gone = harness.at("here").connect();
        harness.await(dealer.send("m"));
        Received<Void> flushed = Received.of(dealer.flush(), 0);
        harness.settle();
        assertThat(flushed.isCompleted()).isFalse();
        leave(gone, "1", "2", "3");
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void whatWaitsForItGoesToOthers() {
        DealerSocket dealer = bound(harness.zmq().dealer(o -> o.receiveHighWaterMark(MARK)));
        FakePeer gone = harness.at("here").connect();
        for (int i = 0; i < 3; i++) {
            harness.await(dealer.send("m" + i));
        }
        FakePeer other = harness.at("here").connect();
        leave(gone, "1", "2", "3");
        for (int i = 3; i < 6; i++) {
            harness.await(dealer.send("m" + i));
        }
        assertThat(other.takeTexts()).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
        assertThat(drained(gone, dealer.receive(), 3)).containsExactly("1", "2", "3");
        assertThat(other.isUp()).isTrue();
        assertThat(harness.await(dealer.statistics()).dropped()).isZero();
    }

    @Test
    void anotherPeerMayBeThePartner() {
        PairSocket pair = bound(harness.zmq().pair(o -> o.receiveHighWaterMark(MARK)));
        FakePeer gone = harness.at("here").connect();
        harness.await(pair.send("waits"));
        leave(gone, "1", "2", "3");
        FakePeer next = harness.at("here").connect();
        assertThat(next.refusal()).isNull();
        assertThat(next.takeTexts()).containsExactly("waits");
        assertThat(drained(gone, pair.receive(), 3)).containsExactly("1", "2", "3");
        harness.await(pair.send("on"));
        assertThat(next.takeTexts()).containsExactly("on");
    }

    @Test
    void noReplyIsMadeForIt() {
        RepSocket rep = bound(harness.zmq().rep(o -> o.receiveHighWaterMark(MARK)));
        AtomicInteger canceled = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        rep.serve(
                        request -> {
                            taken.incrementAndGet();
                            return Mono.<ZmqMessage>never().doOnCancel(canceled::incrementAndGet);
                        },
                        1)
                .subscribe();
        FakePeer asker = harness.at("here").connect();
        ZmqMessage request = ZmqMessage.of("", "question");
        asker.deliver(request, request, request, request);
        assertThat(asker.unread()).isPositive();
        harness.run(() -> asker.rawPipe().peerLeft());
        harness.settle();
        assertThat(asker.isUp()).isFalse();
        assertThat(taken).hasValue(1);
        assertThat(canceled).hasValue(1);
    }
}
