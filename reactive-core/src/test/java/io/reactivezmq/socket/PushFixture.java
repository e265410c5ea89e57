package io.reactivezmq.socket;

import io.reactivezmq.PushSocket;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PUSH on a harness, connected to the address {@code sink}. */
abstract class PushFixture {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    PushSocket push(int highWaterMark) {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(highWaterMark));
        push.connect(harness.uri("sink"));
        harness.settle();
        return push;
    }

    Received<Void> send(PushSocket push, String text) {
        Received<Void> sent = Received.of(push.send(text), 0);
        harness.settle();
        return sent;
    }
}
