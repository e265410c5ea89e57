package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PairSocket;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PAIR: one peer at a time. */
class PairTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    @Test
    void talksBothWays() {
        PairSocket pair = harness.zmq().pair().connect(harness.uri("other"));
        harness.await(pair.send("early"));
        FakePeer other = harness.at("other").accept().deliver("hello");
        assertThat(other.takeTexts()).containsExactly("early");
        assertThat(harness.await(pair.receiveOne()).text()).isEqualTo("hello");
    }

    @Test
    void aSecondPeerIsRefusedUntilTheFirstHasGone() {
        PairSocket pair = harness.zmq().pair();
        harness.await(pair.bind(harness.uri("here")));
        FakePeer first = harness.at("here").connect();
        FakePeer second = harness.at("here").connect();
        assertThat(second.refusal()).isInstanceOf(PeerRefusedException.class);
        harness.await(pair.send("a"));
        assertThat(first.takeTexts()).containsExactly("a");
        first.disconnect();
        FakePeer third = harness.at("here").connect();
        harness.await(pair.send("b"));
        assertThat(third.takeTexts()).containsExactly("b");
    }

    @Test
    void aSecondConnectedEndpointWaitsForItsTurn() {
        PairSocket pair = harness.zmq()
                .pair(o -> o.sendHighWaterMark(10))
                .connect(harness.uri("one"))
                .connect(harness.uri("two"));
        Source source = Source.named("m");
        pair.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(10);
        harness.at("one").accept();
        assertThat(harness.at("two").accept().refusal()).isInstanceOf(PeerRefusedException.class);
        pair.disconnect(harness.uri("one"));
        harness.advance(Duration.ofSeconds(5));
        FakePeer two = harness.at("two").accept();
        assertThat(two.refusal()).isNull();
        harness.await(pair.send("to two"));
        assertThat(two.takeTexts()).containsExactly("to two");
    }
}
