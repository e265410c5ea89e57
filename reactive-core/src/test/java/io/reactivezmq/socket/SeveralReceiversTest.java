package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;

/** Several receivers of one socket: the end of one is never the end of another. */
class SeveralReceiversTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final ManualWorker worker = new ManualWorker();

    private enum Other {
        RECEIVE(PullSocket::receive),
        RECEIVE_ONE(PullSocket::receiveOne);

        private final Function<PullSocket, Publisher<ZmqMessage>> way;

        Other(Function<PullSocket, Publisher<ZmqMessage>> way) {
            this.way = way;
        }
    }

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    @ParameterizedTest
    @EnumSource(Other.class)
    void aMessageThatMeetsACanceledReceiverGoesToTheNext(Other other) {
        PullSocket pull = pull();
        FakePeer peer = harness.at("here").connect();
        Received<ZmqMessage> canceled = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        harness.settle();
        Received<ZmqMessage> waiting = Received.of(other.way.apply(pull), 5);
        Received<ZmqMessage> last = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        harness.run(() -> {
            CompletableFuture.runAsync(canceled::cancel).join();
            peer.deliverNow(ZmqMessage.of("x"));
        });
        assertThat(waiting.texts()).containsExactly("x");
        assertThat(last.values()).isEmpty();
    }

    @Test
    void theOnlyOtherReceiverStaysWithItsDemand() {
        PullSocket pull = pull();
        FakePeer peer = harness.at("here").connect();
        Received<ZmqMessage> canceled = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        harness.settle();
        Received<ZmqMessage> waiting = Received.of(pull.receive(), 2);
        harness.settle();
        harness.run(() -> {
            CompletableFuture.runAsync(canceled::cancel).join();
            peer.deliverNow(ZmqMessage.of("1"));
            peer.deliverNow(ZmqMessage.of("2"));
        });
        waiting.request(1);
        peer.deliver("3", "4");
        assertThat(waiting.texts()).containsExactly("1", "2", "3");
    }
}
