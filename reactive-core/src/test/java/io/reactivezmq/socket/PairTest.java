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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    @Test
    void talksBothWays() {
        PairSocket pair = stage.zmq().pair().connect(stage.uri("other"));
        stage.await(pair.send("early"));
        FakePeer other = stage.at("other").accept().deliver("hello");
        assertThat(other.takeTexts()).containsExactly("early");
        assertThat(stage.await(pair.receiveOne()).text()).isEqualTo("hello");
    }

    @Test
    void aSecondPeerIsRefusedUntilTheFirstHasGone() {
        PairSocket pair = stage.zmq().pair();
        stage.await(pair.bind(stage.uri("here")));
        FakePeer first = stage.at("here").connect();
        FakePeer second = stage.at("here").connect();
        assertThat(second.refusal()).isInstanceOf(PeerRefusedException.class);
        stage.await(pair.send("a"));
        assertThat(first.takeTexts()).containsExactly("a");
        first.disconnect();
        FakePeer third = stage.at("here").connect();
        stage.await(pair.send("b"));
        assertThat(third.takeTexts()).containsExactly("b");
    }

    @Test
    void aSecondConnectedEndpointWaitsForItsTurn() {
        PairSocket pair = stage.zmq()
                .pair(o -> o.sendHighWaterMark(10))
                .connect(stage.uri("one"))
                .connect(stage.uri("two"));
        Source source = Source.named("m");
        pair.send(source).subscribe();
        stage.settle();
        assertThat(source.requested()).isEqualTo(10);
        stage.at("one").accept();
        assertThat(stage.at("two").accept().refusal()).isInstanceOf(PeerRefusedException.class);
        pair.disconnect(stage.uri("one"));
        stage.advance(Duration.ofSeconds(5));
        FakePeer two = stage.at("two").accept();
        assertThat(two.refusal()).isNull();
        stage.await(pair.send("to two"));
        assertThat(two.takeTexts()).containsExactly("to two");
    }
}
