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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void whatAPushHasInFlightGoesToOthersInOrder(long linger) {
        PushSocket push = stage.zmq().push();
        stage.await(push.bind(stage.uri("here")));
        FakePeer banned = stage.at("here").connect().holdFlushes();
        stage.await(push.send("a"));
        stage.await(push.send("b"));
        assertThat(banned.takeTexts(1)).containsExactly("a");
        CompletableFuture<Integer> outcome =
                push.disconnectPeers(peer -> true, Duration.ofSeconds(linger)).toFuture();
        stage.advance(Duration.ofSeconds(linger));
        assertThat(outcome).isCompletedWithValue(1);
        assertThat(banned.isUp()).isFalse();
        FakePeer other = stage.at("here").connect();
        assertThat(other.takeTexts()).containsExactly("a", "b");
        assertThat(stage.await(push.statistics()).dropped()).isZero();
        assertThat(stage.await(push.statistics()).messagesSent()).isEqualTo(2);
    }

    @Test
    void whatAConnectedEndpointHasInFlightGoesToOthersInOrder() {
        PushSocket push = stage.zmq().push().connect(stage.uri("there"));
        FakePeer banned = stage.at("there").accept().holdFlushes();
        stage.await(push.send("a"));
        stage.await(push.send("b"));
        assertThat(banned.takeTexts(1)).containsExactly("a");
        assertThat(stage.await(push.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(stage.at("there").isDialed()).isFalse();
        push.connect(stage.uri("elsewhere"));
        assertThat(stage.at("elsewhere").accept().takeTexts()).containsExactly("a", "b");
        assertThat(stage.await(push.statistics()).dropped()).isZero();
    }

    @Test
    void theRequestThatAReqHasInFlightGoesToAnotherPeer() {
        ReqSocket req = stage.zmq().req();
        stage.await(req.bind(stage.uri("here")));
        FakePeer banned = stage.at("here").connect().holdFlushes();
        Received<ZmqMessage> answer = Received.of(req.request("question"), 1);
        stage.settle();
        FakePeer other = stage.at("here").connect();
        PeerInfo out = banned.info();
        assertThat(banned.takeTexts()).containsExactly("question");
        assertThat(stage.await(req.disconnectPeers(peer -> peer == out, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(other.takeTexts()).containsExactly("question");
        other.deliver(ZmqMessage.of("", "answer"));
        stage.settle();
        assertThat(answer.values()).extracting(ZmqMessage::text).containsExactly("answer");
        assertThat(stage.await(req.statistics()).dropped()).isZero();
    }

    @Test
    void whatMayGoToNoOtherPeerIsDroppedAndCounted() {
        RouterSocket router = stage.zmq().router();
        stage.await(router.bind(stage.uri("here")));
        FakePeer banned = stage.at("here").connect("a").holdFlushes();
        stage.await(router.send(ZmqMessage.of("a", "in flight")));
        stage.await(router.send(ZmqMessage.of("a", "queued")));
        assertThat(banned.takeTexts(1)).containsExactly("in flight");
        CompletableFuture<Void> flushed = router.flush().toFuture();
        assertThat(stage.await(router.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(flushed).isCompleted();
        assertThat(stage.await(router.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
        assertThat(stage.await(router.statistics()).dropped()).isEqualTo(2);
        assertThat(stage.await(router.statistics()).messagesSent()).isZero();
    }

    @Test
    void aFlushThatEndsWithThePeerMayCloseTheSocket() {
        RouterSocket router = stage.zmq().router().connect(stage.uri("there"));
        Received<SocketEvent> events = Received.of(router.events(), Long.MAX_VALUE);
        FakePeer peer = stage.at("there").accept("a").holdFlushes();
        stage.await(router.send(ZmqMessage.of("a", "in flight")));
        assertThat(peer.takeTexts()).containsExactly("in flight");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        router.flush()
                .subscribe(
                        null,
                        null,
                        () -> router.close(Duration.ZERO).subscribe(null, null, () -> closed.complete(null)));
        stage.settle();
        assertThat(closed).isNotDone();
        router.disconnectPeers(picked -> true, Duration.ZERO).subscribe(count -> {}, failure -> {});
        stage.settle();
        assertThat(closed).isCompleted();
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "HandshakeSucceeded", "MessagesDropped", "Disconnected", "Closed");
        assertThat(events.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndThatIsHastenedIsReportedInOrder(boolean inFlight) {
        RouterSocket router = stage.zmq().router().connect(stage.uri("there"));
        Received<SocketEvent> events = Received.of(router.events(), Long.MAX_VALUE);
        FakePeer peer = stage.at("there").accept("a").holdFlushes();
        stage.await(router.send(ZmqMessage.of("a", "unread")));
        if (inFlight) {
            assertThat(peer.takeTexts()).containsExactly("unread");
        }
        CompletableFuture<Integer> patient =
                router.disconnectPeers(picked -> true, Duration.ofSeconds(5)).toFuture();
        stage.settle();
        assertThat(patient).isNotDone();
        assertThat(stage.await(router.disconnectPeers(picked -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(patient).isCompletedWithValue(1);
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "HandshakeSucceeded", "MessagesDropped", "Disconnected", "Closed");
        assertThat(stage.await(router.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
        assertThat(stage.timers()).isZero();
    }
}
