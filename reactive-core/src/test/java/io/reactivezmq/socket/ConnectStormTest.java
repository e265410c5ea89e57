package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints that are connected and disconnected faster than the loop comes round. */
class ConnectStormTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    @Test
    void whatIsTakenBackAtOnceNeverWaitsForTheLoop() {
        PushSocket push = harness.zmq().push();
        harness.settle();
        for (int i = 0; i < 10_000; i++) {
            push.connect(harness.uri("sink")).disconnect(harness.uri("sink"));
        }
        assertThat(harness.waiting()).isLessThanOrEqualTo(1);
        harness.settle();
        assertThat(harness.at("sink").dials()).isZero();
        assertThat(harness.await(push.statistics()).peers()).isEmpty();
        assertThatThrownBy(() -> push.disconnect(harness.uri("sink"))).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void theLastWordCounts() {
        PushSocket push = harness.zmq().push();
        for (int i = 0; i < 100; i++) {
            push.connect(harness.uri("sink")).disconnect(harness.uri("sink"));
        }
        push.connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        harness.await(push.send("m"));
        assertThat(sink.takeTexts()).containsExactly("m");
        assertThat(harness.at("sink").dials()).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeIsEndedOnce() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        harness.settle();
        for (int i = 0; i < 100; i++) {
            push.disconnect(harness.uri("sink")).connect(harness.uri("sink"));
        }
        assertThat(harness.waiting()).isLessThanOrEqualTo(1);
        harness.settle();
        assertThat(sink.isUp()).isFalse();
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Disconnected", "Closed");
        FakePeer next = harness.at("sink").accept();
        assertThat(push.trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(next.takeTexts()).containsExactly("m");
    }

    @Test
    void closingBehindThemLeavesNothingBehind() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        push.disconnect(harness.uri("sink")).connect(harness.uri("other"));
        harness.await(push.close());
        assertThat(sink.isUp()).isFalse();
        harness.settle();
        assertThat(harness.at("other").isDialed()).isFalse();
        assertThat(harness.timers()).isZero();
    }
}
