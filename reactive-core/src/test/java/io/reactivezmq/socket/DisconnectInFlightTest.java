package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a disconnected peer has in flight, polled and not written, is treated like what is queued for it. */
class DisconnectInFlightTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void whatAPushHasInFlightGoesToOthersInOrder(long linger) {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer banned = harness.at("here").connect().holdFlushes();
        harness.await(push.send("a"));
        harness.await(push.send("b"));
        assertThat(banned.takeTexts(1)).containsExactly("a");
        CompletableFuture<Integer> outcome =
                push.disconnectPeers(peer -> true, Duration.ofSeconds(linger)).toFuture();
        harness.advance(Duration.ofSeconds(linger));
        assertThat(outcome).isCompletedWithValue(1);
        assertThat(banned.isUp()).isFalse();
        FakePeer other = harness.at("here").connect();
        assertThat(other.takeTexts()).containsExactly("a", "b");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
        assertThat(harness.await(push.statistics()).messagesSent()).isEqualTo(2);
    }

    @Test
    void whatAConnectedEndpointHasInFlightGoesToOthersInOrder() {
        PushSocket push = harness.zmq().push().connect(harness.uri("there"));
        FakePeer banned = harness.at("there").accept().holdFlushes();
        harness.await(push.send("a"));
        harness.await(push.send("b"));
        assertThat(banned.takeTexts(1)).containsExactly("a");
        assertThat(harness.await(push.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(harness.at("there").isDialed()).isFalse();
        push.connect(harness.uri("elsewhere"));
        assertThat(harness.at("elsewhere").accept().takeTexts()).containsExactly("a", "b");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
    }

    @Test
    void theRequestThatAReqHasInFlightGoesToAnotherPeer() {
        ReqSocket req = harness.zmq().req();
        harness.await(req.bind(harness.uri("here")));
        FakePeer banned = harness.at("here").connect().holdFlushes();
        Received<ZmqMessage> answer = Received.of(req.request("question"), 1);
        harness.settle();
        FakePeer other = harness.at("here").connect();
        PeerInfo out = banned.info();
        assertThat(banned.takeTexts()).containsExactly("question");
        assertThat(harness.await(req.disconnectPeers(peer -> peer == out, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(other.takeTexts()).containsExactly("question");
        other.deliver(ZmqMessage.of("", "answer"));
        harness.settle();
        assertThat(answer.values()).extracting(ZmqMessage::text).containsExactly("answer");
        assertThat(harness.await(req.statistics()).dropped()).isZero();
    }

    @Test
    void whatMayGoToNoOtherPeerIsDroppedAndCounted() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("here")));
        FakePeer banned = harness.at("here").connect("a").holdFlushes();
        harness.await(router.send(ZmqMessage.of("a", "in flight")));
        harness.await(router.send(ZmqMessage.of("a", "queued")));
        assertThat(banned.takeTexts(1)).containsExactly("in flight");
        CompletableFuture<Void> flushed = router.flush().toFuture();
        assertThat(harness.await(router.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(flushed).isCompleted();
        assertThat(harness.await(router.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
        assertThat(harness.await(router.statistics()).dropped()).isEqualTo(2);
        assertThat(harness.await(router.statistics()).messagesSent()).isZero();
    }

    @Test
    void aFlushThatEndsWithThePeerMayCloseTheSocket() {
        RouterSocket router = harness.zmq().router().connect(harness.uri("there"));
        Received<SocketEvent> events = Received.of(router.events(), Long.MAX_VALUE);
        FakePeer peer = harness.at("there").accept("a").holdFlushes();
        harness.await(router.send(ZmqMessage.of("a", "in flight")));
        assertThat(peer.takeTexts()).containsExactly("in flight");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        router.flush()
                .subscribe(
                        null,
                        null,
                        () -> router.close(Duration.ZERO).subscribe(null, null, () -> closed.complete(null)));
        harness.settle();
        assertThat(closed).isNotDone();
        router.disconnectPeers(picked -> true, Duration.ZERO).subscribe(count -> {}, failure -> {});
        harness.settle();
        assertThat(closed).isCompleted();
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "HandshakeSucceeded", "MessagesDropped", "Disconnected", "Closed");
        assertThat(events.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndThatIsHastenedIsReportedInOrder(boolean inFlight) {
        RouterSocket router = harness.zmq().router().connect(harness.uri("there"));
        Received<SocketEvent> events = Received.of(router.events(), Long.MAX_VALUE);
        FakePeer peer = harness.at("there").accept("a").holdFlushes();
        harness.await(router.send(ZmqMessage.of("a", "unread")));
        if (inFlight) {
            assertThat(peer.takeTexts()).containsExactly("unread");
        }
        CompletableFuture<Integer> patient =
                router.disconnectPeers(picked -> true, Duration.ofSeconds(5)).toFuture();
        harness.settle();
        assertThat(patient).isNotDone();
        assertThat(harness.await(router.disconnectPeers(picked -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(patient).isCompletedWithValue(1);
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "HandshakeSucceeded", "MessagesDropped", "Disconnected", "Closed");
        assertThat(harness.await(router.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
        assertThat(harness.timers()).isZero();
    }
}
