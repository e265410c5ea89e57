package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A peer subscribes where there is no room for its subscription. Another peer is closed for it, and the end of that one
 * lets the application disconnect all.
 */
class SubscriptionRoomTest {

    private static final int MOST = 8192;
    private static final String LONG = "a".repeat(3600);
    private static final String ONE_TOO_MANY = "b".repeat(300);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private void exceedLimit(ZmqSocket<?> socket, Mono<Void> sent, Mono<Void> flushed) {
        harness.await(socket.bind(harness.uri("here")));
        FakePeer large = harness.at("here").connect().subscribe(LONG);
        harness.await(sent);
        flushed.subscribe(
                null,
                null,
                () -> socket.disconnectPeers(peer -> true, Duration.ZERO).subscribe());
        FakePeer small = harness.at("here").connect();
        assertThat(large.isUp()).isTrue();
        small.subscribe(ONE_TOO_MANY);
        assertThat(large.isUp()).isFalse();
        assertThat(small.isUp()).isFalse();
    }

    @Test
    void aPubDoesNotKeepThePeerAsASubscriber() {
        PubSocket pub = harness.zmq()
                .pub(o ->
                        o.maxSubscriptionBytes(MOST).onFull(OnFull.BACKPRESSURE).sendHighWaterMark(1));
        exceedLimit(pub, pub.send(LONG), pub.flush());
        assertThat(harness.isOver(pub.awaitSubscribers(1))).isFalse();
        CompletableFuture<Void> sent = pub.send(
                        Flux.fromStream(IntStream.range(0, 5).mapToObj(i -> ZmqMessage.of(ONE_TOO_MANY + i))))
                .toFuture();
        harness.settle();
        assertThat(sent).as("no sender waits for a peer that is gone").isCompleted();
        assertThat(harness.await(pub.topicCount())).isZero();
    }

    @Test
    void anXPubDoesNotReportASubscriptionThatItHasNot() {
        XPubSocket xpub = harness.zmq().xpub(o -> o.maxSubscriptionBytes(MOST));
        Received<ZmqMessage> notifications = Received.of(xpub.receive(), Long.MAX_VALUE);
        exceedLimit(xpub, xpub.send(LONG), xpub.flush());
        assertThat(harness.isOver(xpub.awaitSubscribers(1))).isFalse();
        assertThat(notifications.values())
                .extracting(message -> message.bytes(0)[0] + ":" + message.bytes(0).length)
                .containsExactly("1:3601", "0:3601");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anXPubThatDecidesItselfKeepsNothingOfThePeer(boolean lastValue) {
        XPubSocket xpub = harness.zmq()
                .xpub(o -> o.maxSubscriptionBytes(MOST).manual(true).manualLastValue(lastValue));
        Received<String> offers = Received.of(
                xpub.subscriptions().map(offer -> {
                    offer.accept();
                    return (offer.subscribes() ? "+" : "-") + offer.topic().length;
                }),
                Long.MAX_VALUE);
        exceedLimit(xpub, xpub.send(LONG), xpub.flush());
        assertThat(harness.isOver(xpub.awaitSubscribers(1))).isFalse();
        assertThat(offers.values()).containsExactly("+3600", "-3600");
        FakePeer next = harness.at("here").connect().subscribe("next");
        harness.await(xpub.send("next"));
        assertThat(next.takeTexts()).containsExactly("next");
    }
}
