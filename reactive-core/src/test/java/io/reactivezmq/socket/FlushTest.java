package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import org.junit.jupiter.api.Test;

/** {@code flush}: which messages it waits for. */
class FlushTest extends PushFixture {

    @Test
    void flushCompletesWhenAllIsWritten() {
        PushSocket push = push(10);
        FakePeer sink = harness.at("sink").accept().holdFlushes();
        send(push, "a");
        send(push, "b");
        Received<Void> flushed = Received.of(push.flush(), 0);
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();

        sink.take(1);
        assertThat(flushed.isOpen()).isTrue();
        sink.take(1);
        assertThat(flushed.isOpen()).isTrue();
        sink.releaseFlushes();
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushDoesNotWaitForLaterMessages() {
        PushSocket push = push(10);
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        Received<Void> flushed = Received.of(push.flush(), 0);
        harness.settle();
        send(push, "b");

        sink.take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushWaitsForMessagesJustSentByOtherThreads() {
        PushSocket push = push(10);
        FakePeer sink = harness.at("sink").accept();
        push.send("a").subscribe();
        Received<Void> flushed = Received.of(push.flush(), 0);

        assertThat(flushed.isOpen()).isTrue();
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();
        sink.take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushWaitsForAPeerToConnect() {
        PushSocket push = push(10);
        send(push, "a");
        Received<Void> flushed = Received.of(push.flush(), 0);
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();

        harness.at("sink").accept().take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushWithoutMessagesCompletesAtOnce() {
        assertThat(harness.isOver(push(10).flush())).isTrue();
        assertThat(harness.isOver(harness.zmq().push().flush())).isTrue();
    }

    @Test
    void flushWaitsForUnsentMessagesOfALostPeer() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(10));
        harness.await(push.bind(harness.uri("here")));
        FakePeer first = harness.at("here").connect();
        send(push, "a");
        first.disconnect();
        Received<Void> flushed = Received.of(push.flush(), 0);
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();

        assertThat(harness.at("here").connect().takeTexts()).containsExactly("a");
        assertThat(flushed.isCompleted()).isTrue();
    }
}
