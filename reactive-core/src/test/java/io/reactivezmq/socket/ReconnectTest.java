package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connected endpoint: how it comes about, and comes back. */
class ReconnectTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PushSocket push(Consumer<PushOptions> options) {
        PushSocket push = harness.zmq().push(options).connect(harness.uri("sink"));
        harness.settle();
        return push;
    }

    private Received<SocketEvent> events(PushSocket push) {
        return Received.of(push.events(), Long.MAX_VALUE);
    }

    /** Lets the attempt that waits fail, and tells after which delay the next one follows. */
    private Duration delayAfterARefusal() {
        harness.at("sink").refuse();
        List<Duration> delays = harness.delays();
        Duration delay = delays.get(delays.size() - 1);
        assertThat(harness.at("sink").isDialed()).isFalse();
        harness.advance(delay.minusMillis(1));
        assertThat(harness.at("sink").isDialed()).isFalse();
        harness.advance(Duration.ofMillis(1));
        assertThat(harness.at("sink").isDialed()).isTrue();
        return delay;
    }

    private static void assertBetween(Duration delay, long least, long most) {
        assertThat(delay.toMillis()).isBetween(least, most);
    }

    @Test
    void theFirstAttemptIsAtOnce() {
        push(o -> {});
        assertThat(harness.at("sink").isDialed()).isTrue();
    }

    @Test
    void theDelayIsTheIntervalPlusUpToAsMuchByChance() {
        push(o -> o.reconnectInterval(Duration.ofMillis(200)));
        java.util.Set<Duration> delays = new java.util.HashSet<>();
        for (int i = 0; i < 20; i++) {
            Duration delay = delayAfterARefusal();
            assertBetween(delay, 200, 400);
            delays.add(delay);
        }
        assertThat(delays).hasSizeGreaterThan(5);
    }

    @Test
    void theDelayDoublesUpToItsBound() {
        push(o -> o.reconnectInterval(Duration.ofMillis(100)).reconnectIntervalMax(Duration.ofMillis(1000)));
        for (int base : new int[] {100, 200, 400, 800, 1000, 1000}) {
            assertBetween(delayAfterARefusal(), base, 2L * base);
        }
    }

    @Test
    void onlyAConnectionThatLastsStartsItAnew() {
        push(o -> o.reconnectInterval(Duration.ofMillis(100)).reconnectIntervalMax(Duration.ofMillis(10_000)));
        for (int base : new int[] {100, 200, 400}) {
            assertBetween(delayAfterARefusal(), base, 2L * base);
        }
        harness.at("sink").refuseHandshake(new ProtocolException(ProtocolError.MALFORMED_GREETING, "not ZMTP"));
        assertBetween(harness.delays().get(harness.delays().size() - 1), 800, 1600);
        harness.advance(LONG);

        FakePeer peer = harness.at("sink").accept();
        harness.advance(Duration.ofMillis(1599));
        peer.disconnect();
        assertBetween(harness.delays().get(harness.delays().size() - 1), 1600, 3200);
        harness.advance(LONG);
        FakePeer lasting = harness.at("sink").accept();
        harness.advance(Duration.ofMillis(3200));
        lasting.disconnect();
        assertBetween(harness.delays().get(harness.delays().size() - 1), 100, 200);
        harness.advance(LONG);
        assertBetween(delayAfterARefusal(), 200, 400);
    }

    @Test
    void aPeerThatClosesEachConnectionAfterItsHandshakeIsAskedLessAndLess() {
        push(o -> o.reconnectInterval(Duration.ofMillis(100)).reconnectIntervalMax(Duration.ofMillis(1000)));
        for (int base : new int[] {100, 200, 400, 800, 1000, 1000}) {
            harness.at("sink").accept().disconnect();
            assertBetween(harness.delays().get(harness.delays().size() - 1), base, 2L * base);
            harness.advance(LONG);
        }
    }

    @Test
    void theTimeOfALostConnectionDoesNotCountForTheNext() {
        push(o -> o.reconnectInterval(Duration.ofMillis(100)).reconnectIntervalMax(Duration.ofMillis(10_000)));
        delayAfterARefusal();
        FakePeer peer = harness.at("sink").accept();
        harness.advance(Duration.ofMillis(900));
        peer.disconnect();
        harness.advance(Duration.ofMillis(400));
        harness.at("sink").accept().disconnect();
        assertBetween(harness.delays().get(harness.delays().size() - 1), 400, 800);
    }

    @Test
    void whatWaitsSurvivesALostConnection() {
        PushSocket push = push(o -> o.sendHighWaterMark(10));
        FakePeer first = harness.at("sink").accept();
        for (int i = 0; i < 10; i++) {
            harness.await(push.send("m" + i));
        }
        assertThat(first.takeTexts(3)).containsExactly("m0", "m1", "m2");
        first.disconnect();
        harness.advance(LONG);
        harness.at("sink").refuseHandshake(new ProtocolException(ProtocolError.MALFORMED_GREETING, "not ZMTP"));
        harness.advance(LONG);
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("m3", "m4", "m5", "m6", "m7", "m8", "m9");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
    }

    @Test
    void theShortestIntervalIsNotNone() {
        push(o -> o.reconnectInterval(Duration.ofNanos(1)));
        for (int i = 0; i < 5; i++) {
            assertBetween(delayAfterARefusal(), 1, 2);
        }
    }

    @Test
    void eventsTellTheWholeStory() {
        PushSocket push = harness.zmq().push(o -> o.reconnectInterval(Duration.ofMillis(100)));
        Received<SocketEvent> events = events(push);
        String uri = harness.uri("sink");
        push.connect(uri);
        harness.at("sink").refuse();
        harness.advance(LONG);
        FakePeer peer = harness.at("sink").accept();
        peer.disconnect();
        harness.advance(LONG);
        ProtocolException broken = new ProtocolException(ProtocolError.MALFORMED_GREETING, "not ZMTP");
        harness.at("sink").refuseHandshake(broken);
        push.disconnect(uri);
        harness.settle();

        List<SocketEvent> told = events.values();
        assertThat(told).allSatisfy(event -> assertThat(event.endpoint()).isEqualTo(uri));
        assertThat(told).hasSize(10);
        assertThat(told.get(0))
                .isInstanceOfSatisfying(
                        SocketEvent.ConnectFailed.class,
                        event -> assertThat(event.cause()).isInstanceOf(ConnectFailedException.class));
        assertThat(told.get(1))
                .isInstanceOfSatisfying(
                        SocketEvent.ConnectRetried.class, event -> assertBetween(event.delay(), 100, 200));
        assertThat(told.get(2)).isEqualTo(new SocketEvent.Connected(uri, uri + "#1"));
        assertThat(told.get(3)).isEqualTo(new SocketEvent.HandshakeSucceeded(uri, peer.info()));
        assertThat(told.get(4))
                .isInstanceOfSatisfying(
                        SocketEvent.Disconnected.class,
                        event -> assertThat(event.peer()).isSameAs(peer.info()));
        assertThat(told.get(5)).isInstanceOf(SocketEvent.ConnectRetried.class);
        assertThat(told.get(6)).isInstanceOf(SocketEvent.Connected.class);
        assertThat(told.get(7))
                .isInstanceOfSatisfying(
                        SocketEvent.HandshakeFailed.class,
                        event -> assertThat(event.cause()).isSameAs(broken));
        assertThat(told.get(8)).isInstanceOf(SocketEvent.ConnectRetried.class);
        assertThat(told.get(9)).isEqualTo(new SocketEvent.Closed(uri));
    }

    @Test
    void ourOwnDisconnectIsNotTriedAgainNorAnnouncedAsIfItWere() {
        PushSocket push = push(o -> {});
        FakePeer peer = harness.at("sink").accept();
        Received<SocketEvent> events = events(push);
        push.disconnect(harness.uri("sink"));
        harness.settle();
        assertThat(peer.isUp()).isFalse();
        assertThat(events.values())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(SocketEvent.Disconnected.class, SocketEvent.Closed.class);
        harness.advance(LONG);
        assertThat(harness.at("sink").dials()).isEqualTo(1);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void refusedCredentialsAreNotTriedAgain() {
        PushSocket push = push(o -> o.sendHighWaterMark(10));
        push.send("waits").subscribe();
        Received<SocketEvent> events = events(push);
        harness.settle();
        PeerRefusedException refused = new PeerRefusedException("sink", "bad key", "400");
        harness.at("sink").refuseHandshake(refused);
        harness.advance(LONG);
        assertThat(harness.at("sink").dials()).isEqualTo(1);
        assertThat(events.values())
                .filteredOn(SocketEvent.ConnectAbandoned.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        SocketEvent.ConnectAbandoned.class,
                        event -> assertThat(event.cause()).isSameAs(refused));
        var statistics = harness.await(push.statistics());
        assertThat(statistics.dropped(DropReason.PEER_GONE)).isEqualTo(1);
        assertThat(statistics.messagesSent()).isZero();

        // It is no room any more, until it is connected anew.
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isZero();
        push.disconnect(harness.uri("sink")).connect(harness.uri("sink"));
        assertThat(harness.at("sink").isDialed()).isTrue();
        assertThat(source.requested()).isEqualTo(10);
    }

    @Test
    void otherRefusalsAreTriedAgain() {
        push(o -> {});
        harness.at("sink").refuseHandshake(new PeerRefusedException("sink", "try later", "300"));
        harness.advance(LONG);
        assertThat(harness.at("sink").isDialed()).isTrue();
    }

    @Test
    void anIntervalOfZeroNeverTriesAgain() {
        PushSocket push = push(o -> o.reconnectInterval(Duration.ZERO));
        Received<SocketEvent> events = events(push);
        harness.settle();
        harness.at("sink").accept().disconnect();
        harness.advance(LONG);
        assertThat(harness.at("sink").dials()).isEqualTo(1);
        assertThat(events.values()).hasAtLeastOneElementOfType(SocketEvent.ConnectAbandoned.class);
    }

    @Test
    void thePolicyIsTheApplications() {
        push(o -> o.reconnectWhen(failure -> failure instanceof ConnectFailedException));
        delayAfterARefusal();
        harness.at("sink").refuseHandshake(new ProtocolException(ProtocolError.MALFORMED_GREETING, "x"));
        harness.advance(LONG);
        assertThat(harness.at("sink").isDialed()).isFalse();
    }

    @Test
    void aPolicyThatThrowsIsReportedAndTriesAgain() {
        push(o -> o.reconnectWhen(failure -> {
            throw new IllegalStateException("policy");
        }));
        harness.at("sink").refuse();
        assertThat(harness.droppedErrors()).singleElement().hasToString("java.lang.IllegalStateException: policy");
        harness.advance(LONG);
        assertThat(harness.at("sink").isDialed()).isTrue();
    }

    @Test
    void anImmediateSocketCountsOnlyPeersThatAreThere() {
        PushSocket push = push(o -> o.immediate(true).sendHighWaterMark(10));
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isZero();
        FakePeer sink = harness.at("sink").accept();
        assertThat(source.requested()).isEqualTo(10);
        source.emit(4);
        harness.settle();
        assertThat(sink.takeTexts(1)).containsExactly("m-1");

        sink.disconnect();
        assertThat(push.trySend(ZmqMessage.of("refused"))).isFalse();
        harness.advance(LONG);
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("m-2", "m-3", "m-4");
    }

    @Test
    void anImmediateSocketUsesThePeersThatAreThereMeanwhile() {
        PushSocket push = push(o -> o.immediate(true).sendHighWaterMark(10)).connect(harness.uri("other"));
        FakePeer sink = harness.at("sink").accept();
        FakePeer other = harness.at("other").accept();
        sink.disconnect();
        for (int i = 0; i < 10; i++) {
            harness.await(push.send("m" + i));
        }
        assertThat(other.takeTexts()).hasSize(10);
    }

    @Test
    void whatAnAbandonedEndpointHadIsNotCountedAsSent() {
        PushSocket push = push(o -> o.reconnectInterval(Duration.ZERO));
        harness.await(push.send("a"));
        harness.await(push.send("b"));
        harness.at("sink").refuse();
        var statistics = harness.await(push.statistics());
        assertThat(statistics.messagesSent()).isZero();
        assertThat(statistics.dropped(DropReason.PEER_GONE)).isEqualTo(2);
        assertThat(statistics.sendQueue()).isZero();
    }

    @Test
    void errorsOfTheCallItselfAreThrownAtOnce() {
        PushSocket push = harness.zmq().push();
        assertThatThrownBy(() -> push.connect("nonsense")).isInstanceOf(InvalidEndpointException.class);
        assertThatThrownBy(() -> push.connect("fake://")).isInstanceOf(InvalidEndpointException.class);
        assertThatThrownBy(() -> push.connect("fake://a b")).isInstanceOf(InvalidEndpointException.class);
        assertThatThrownBy(() -> push.bind("fake://a b")).isInstanceOf(InvalidEndpointException.class);
        assertThatThrownBy(() -> push.connect("carrier-pigeon://x"))
                .isInstanceOf(UnsupportedTransportException.class)
                .hasMessageContaining("carrier-pigeon")
                .hasMessageContaining("fake");
        assertThatThrownBy(() -> push.bind("carrier-pigeon://x")).isInstanceOf(UnsupportedTransportException.class);
        assertThatThrownBy(() -> push.disconnect(harness.uri("sink")))
                .isInstanceOf(UnknownEndpointException.class)
                .hasMessageContaining(harness.uri("sink"));
        push.connect(harness.uri("sink")).disconnect(harness.uri("sink"));
        assertThatThrownBy(() -> push.disconnect(harness.uri("sink"))).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void connectAndDisconnectInOneBreathLeavesNothingBehind() {
        PushSocket push = harness.zmq().push();
        push.connect(harness.uri("sink")).disconnect(harness.uri("sink"));
        assertThat(harness.at("sink").isDialed()).isFalse();
        assertThat(harness.timers()).isZero();
        assertThat(harness.await(push.statistics()).peers()).isEmpty();
    }

    @Test
    void disconnectingWhileDialingGivesTheAttemptUp() {
        PushSocket push = push(o -> {});
        assertThat(harness.at("sink").isDialed()).isTrue();
        push.disconnect(harness.uri("sink"));
        assertThat(harness.at("sink").isDialed()).isFalse();
    }

    @Test
    void disconnectingInsideAnEventOrAWaitForPeersWorks() {
        PushSocket push = push(o -> {});
        push.awaitPeers(1)
                .doOnSuccess(done -> push.disconnect(harness.uri("sink")))
                .subscribe();
        FakePeer sink = harness.at("sink").accept();
        assertThat(sink.isUp()).isFalse();
        assertThat(harness.await(push.statistics()).peers()).isEmpty();
    }

    @Test
    void itMayBeGivenUpWhenTheConnectionIsRefused() {
        PushSocket push = push(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED));
        Received<SocketEvent> events = events(push);
        harness.at("sink").refuse(new ConnectFailedException(harness.uri("sink"), new java.io.IOException("no route")));
        harness.advance(LONG);
        assertThat(harness.at("sink").isDialed()).isTrue();
        harness.at("sink").refuse();
        assertAbandoned(events);
    }

    @Test
    void itMayBeGivenUpWhenAHandshakeFails() {
        PushSocket push = push(o -> o.reconnectStop(ReconnectStop.HANDSHAKE_FAILED));
        Received<SocketEvent> events = events(push);
        harness.at("sink").refuse();
        harness.advance(LONG);
        harness.at("sink").accept().disconnect();
        harness.advance(LONG);
        harness.at("sink").refuseHandshake(new PeerLostException("sink", "left early", null));
        assertAbandoned(events);
    }

    @Test
    void itMayBeGivenUpWhenAConnectionIsLost() {
        PushSocket push = push(o -> o.reconnectStop(ReconnectStop.AFTER_DISCONNECT));
        Received<SocketEvent> events = events(push);
        harness.at("sink").refuse();
        harness.advance(LONG);
        harness.at("sink").accept().disconnect();
        assertAbandoned(events);
    }

    private void assertAbandoned(Received<SocketEvent> events) {
        harness.advance(LONG);
        assertThat(harness.at("sink").isDialed()).isFalse();
        List<SocketEvent> all = events.values();
        assertThat(all.get(all.size() - 1)).isInstanceOf(SocketEvent.ConnectAbandoned.class);
    }
}
