package io.reactivezmq.socket;

import io.reactivezmq.PushSocket;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PUSH on a harness, connected to the address {@code sink}. */
abstract class PushFixture {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    PushSocket push(int highWaterMark) {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(highWaterMark));
        push.connect(stage.uri("sink"));
        stage.settle();
        return push;
    }

    Received<Void> send(PushSocket push, String text) {
        Received<Void> sent = Received.of(push.send(text), 0);
        stage.settle();
        return sent;
    }
}
