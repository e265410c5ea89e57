package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PairSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.testing.FakeAddress;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** Application code that runs while a new peer is attached ends its connection, or the endpoint. */
class DisconnectWhileAttachingTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private boolean disconnected;

    /** Messages whose first request disconnects all peers. */
    private Flux<ZmqMessage> disconnecting(PairSocket pair) {
        return Flux.just(ZmqMessage.of("a"), ZmqMessage.of("b")).doOnRequest(n -> {
            if (!disconnected) {
                disconnected = true;
                pair.disconnectPeers(peer -> true, Duration.ZERO).subscribe();
            }
        });
    }

    @Test
    void theNextPeerOfABoundPairIsAccepted() {
        PairSocket pair = harness.zmq().pair();
        harness.await(pair.bind(harness.uri("here")));
        CompletableFuture<Void> sent = pair.send(disconnecting(pair)).toFuture();
        FakePeer first = harness.at("here").connect();
        assertThat(disconnected).isTrue();
        assertThat(first.isUp()).isFalse();
        FakePeer next = harness.at("here").connect();
        assertThat(next.refusal()).isNull();
        assertThat(next.takeTexts()).containsExactly("a", "b");
        assertThat(sent).isCompleted();
        assertThat(harness.await(pair.statistics()).peers()).hasSize(1);
    }

    @Test
    void theNextEndpointOfAConnectedPairIsAccepted() {
        PairSocket pair = harness.zmq().pair(o -> o.immediate(true)).connect(harness.uri("there"));
        CompletableFuture<Void> sent = pair.send(disconnecting(pair)).toFuture();
        FakePeer first = harness.at("there").accept();
        assertThat(disconnected).isTrue();
        assertThat(first.isUp()).isFalse();
        pair.connect(harness.uri("elsewhere"));
        FakePeer next = harness.at("elsewhere").accept();
        assertThat(next.refusal()).isNull();
        assertThat(next.takeTexts()).containsExactly("a", "b");
        assertThat(sent).isCompleted();
    }

    @Test
    void aPredicateThatUnbindsRefusesTheNewPeer() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        FakeAddress here = harness.at("here");
        String early = here.beginHandshake();
        harness.await(pull.disconnectPeers(peer -> {
            pull.unbind(here.uri()).subscribe();
            return false;
        }));
        FakePeer refused = here.finishHandshake(early, "");
        assertThat(refused.refusal()).isInstanceOf(PeerRefusedException.class).hasMessageContaining("no longer bound");
        assertThat(harness.await(pull.statistics()).peers()).isEmpty();
    }
}
