package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PairSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Over {@code inproc}, each failed handshake is reported after its connection, at both ends. */
class InprocEventsTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    @Test
    void typesThatDoNotFit() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind("inproc://x"));
        Received<SocketEvent> accepting = Received.of(pull.events(), Long.MAX_VALUE);
        SubSocket sub = harness.zmq().sub();
        Received<SocketEvent> connecting = Received.of(sub.events(), Long.MAX_VALUE);
        sub.connect("inproc://x");
        harness.settle();
        assertThat(kinds(accepting)).startsWith("Accepted", "HandshakeFailed");
        assertThat(kinds(connecting)).startsWith("Connected", "HandshakeFailed", "ConnectRetried");
    }

    @Test
    void aPeerForWhichThereIsNoPlace() {
        PairSocket bound = harness.zmq().pair();
        harness.await(bound.bind("inproc://x"));
        PairSocket first = harness.zmq().pair();
        first.connect("inproc://x");
        harness.await(first.awaitPeers(1));
        Received<SocketEvent> accepting = Received.of(bound.events(), Long.MAX_VALUE);
        PairSocket second = harness.zmq().pair();
        Received<SocketEvent> connecting = Received.of(second.events(), Long.MAX_VALUE);
        second.connect("inproc://x");
        harness.settle();
        assertThat(kinds(accepting)).startsWith("Accepted", "HandshakeFailed");
        assertThat(kinds(connecting)).startsWith("Connected", "HandshakeFailed", "ConnectRetried");
    }

    @Test
    void aConnectThatMeetsTheEndOfTheEndpoint() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind("inproc://x"));
        Received<SocketEvent> accepting = Received.of(pull.events(), Long.MAX_VALUE);
        PushSocket push = harness.zmq().push();
        harness.run(() -> {
            push.connect("inproc://x");
            pull.unbind("inproc://x").subscribe();
        });
        assertThat(kinds(accepting)).containsExactly("Closed");
        harness.await(pull.bind("inproc://x"));
        harness.advance(Duration.ofSeconds(1));
        harness.await(push.awaitPeers(1));
    }

    private static List<String> kinds(Received<SocketEvent> events) {
        return events.values().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }
}
