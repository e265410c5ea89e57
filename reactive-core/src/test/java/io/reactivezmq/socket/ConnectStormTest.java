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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    @Test
    void whatIsTakenBackAtOnceNeverWaitsForTheLoop() {
        PushSocket push = stage.zmq().push();
        stage.settle();
        for (int i = 0; i < 10_000; i++) {
            push.connect(stage.uri("sink")).disconnect(stage.uri("sink"));
        }
        assertThat(stage.waiting()).isLessThanOrEqualTo(1);
        stage.settle();
        assertThat(stage.at("sink").dials()).isZero();
        assertThat(stage.await(push.statistics()).peers()).isEmpty();
        assertThatThrownBy(() -> push.disconnect(stage.uri("sink"))).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void theLastWordCounts() {
        PushSocket push = stage.zmq().push();
        for (int i = 0; i < 100; i++) {
            push.connect(stage.uri("sink")).disconnect(stage.uri("sink"));
        }
        push.connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        stage.await(push.send("m"));
        assertThat(sink.takeTexts()).containsExactly("m");
        assertThat(stage.at("sink").dials()).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeIsEndedOnce() {
        PushSocket push = stage.zmq().push().connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        stage.settle();
        for (int i = 0; i < 100; i++) {
            push.disconnect(stage.uri("sink")).connect(stage.uri("sink"));
        }
        assertThat(stage.waiting()).isLessThanOrEqualTo(1);
        stage.settle();
        assertThat(sink.isUp()).isFalse();
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Disconnected", "Closed");
        FakePeer next = stage.at("sink").accept();
        assertThat(push.trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(next.takeTexts()).containsExactly("m");
    }

    @Test
    void closingBehindThemLeavesNothingBehind() {
        PushSocket push = stage.zmq().push().connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        push.disconnect(stage.uri("sink")).connect(stage.uri("other"));
        stage.await(push.close());
        assertThat(sink.isUp()).isFalse();
        stage.settle();
        assertThat(stage.at("other").isDialed()).isFalse();
        assertThat(stage.timers()).isZero();
    }
}
