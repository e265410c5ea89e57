package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forwarding between two sockets. */
class ProxyTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final String[] twenty = new String[20];

    {
        for (int i = 0; i < 20; i++) {
            twenty[i] = "m" + i;
        }
    }

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(4));
        harness.await(pull.bind(harness.uri("in")));
        return pull;
    }

    private PushSocket push() {
        return harness.zmq().push(o -> o.sendHighWaterMark(4)).connect(harness.uri("out"));
    }

    @Test
    void demandGoesThroughIt() {
        ZmqProxy proxy = harness.zmq().proxy(pull(), push());
        proxy.run().subscribe();
        FakePeer source = harness.at("in").connect().deliver(twenty);
        assertThat(source.unread()).isEqualTo(12);
        assertThat(harness.at("out").accept().reading().gotTexts()).containsExactly(twenty);
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(20);
    }

    @Test
    void bothWays() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("front")));
        DealerSocket dealer = harness.zmq().dealer().connect(harness.uri("back"));
        harness.zmq().proxy(router, dealer).run().subscribe();
        FakePeer client = harness.at("front").connect("alice").deliverFrames("", "q");
        FakePeer worker = harness.at("back").accept();
        ZmqMessage request = worker.takeOne();
        assertThat(request).isEqualTo(ZmqMessage.of("alice", "", "q"));
        worker.deliver(ZmqMessage.of("alice", "", "a"));
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of("", "a"));
    }

    @Test
    void aPauseLosesNothingAndResumesInOrder() {
        ZmqProxy proxy = harness.zmq().proxy(pull(), push());
        proxy.run().subscribe();
        FakePeer source = harness.at("in").connect();
        FakePeer sink = harness.at("out").accept().reading();
        source.deliver("a");
        assertThat(sink.gotTexts()).containsExactly("a");
        proxy.pause();
        harness.settle();
        source.deliver(twenty);
        assertThat(sink.gotTexts()).isEmpty();
        proxy.resume();
        assertThat(sink.gotTexts()).containsExactly(twenty);
    }

    @Test
    void terminatingEndsItAndLeavesTheSocketsOpen() {
        PullSocket pull = pull();
        PushSocket push = push();
        ZmqProxy proxy = harness.zmq().proxy(pull, push);
        Received<Void> running = Received.of(proxy.run(), 0);
        harness.settle();
        proxy.terminate();
        harness.settle();
        assertThat(running.isCompleted()).isTrue();
        assertThat(pull.isClosed() || push.isClosed()).isFalse();
        harness.at("in").connect().deliver("m");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");
    }

    @Test
    void closingASocketEndsIt() {
        PullSocket pull = pull();
        Received<Void> first = Received.of(harness.zmq().proxy(pull, push()).run(), 0);
        harness.settle();
        pull.close();
        harness.settle();
        assertThat(first.isCompleted()).isTrue();

        PushSocket push = push();
        harness.await(harness.zmq().pull().bind(harness.uri("in2")));
        Received<Void> second = Received.of(
                harness.zmq()
                        .proxy(harness.zmq().pull().connect(harness.uri("x")), push)
                        .run(),
                0);
        harness.settle();
        push.close();
        harness.settle();
        assertThat(second.isCompleted()).isTrue();
    }

    @ParameterizedTest(name = "the frontend: {0}, drained: {1}")
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void closingASocketEndsAPausedRun(boolean frontend, boolean drained) {
        PullSocket pull = pull();
        PushSocket push = push();
        ZmqProxy proxy = harness.zmq().proxy(pull, push);
        Received<Void> run = Received.of(proxy.run(), 1);
        harness.at("out").accept();
        harness.at("in").connect().deliver("a", "b");
        proxy.pause();
        harness.settle();
        assertThat(run.isOpen()).isTrue();
        ZmqSocket<?> ending = frontend ? pull : push;
        (drained ? ending.drain(Duration.ofSeconds(1)) : ending.close()).subscribe();
        harness.settle();
        assertThat(run.isCompleted()).isTrue();
    }

    @Test
    void aCaptureThatRefusesDoesNotHoldUpTheMessage() {
        RouterSocket capture = harness.zmq().router();
        ScatterSocket oneFrameOnly = harness.zmq().scatter();
        ZmqProxy proxy = harness.zmq().proxy(pull(), push()).capture(capture.to(RoutingId.of("unknown")));
        Received<Void> run = Received.of(proxy.run(), 0);
        FakePeer source = harness.at("in").connect();
        FakePeer sink = harness.at("out").accept().reading();
        source.deliver("a");
        assertThat(sink.gotTexts()).containsExactly("a");
        proxy.capture(oneFrameOnly);
        source.deliverFrames("b", "c");
        assertThat(sink.gotTexts()).containsExactly("c");
        assertThat(proxy.statistics().captureDropped()).isEqualTo(2);
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(2);
        assertThat(run.isOpen()).isTrue();
    }

    @Test
    void copiesGoToTheCaptureWithoutHoldingAnythingUp() {
        PubSocket capture = harness.zmq().pub();
        harness.await(capture.bind(harness.uri("capture")));
        FakePeer listener = harness.at("capture").connect().subscribe("").reading();
        harness.zmq().proxy(pull(), push()).capture(capture).run().subscribe();
        harness.settle();
        harness.at("out").accept().reading();
        harness.at("in").connect().deliver(twenty);
        assertThat(listener.gotTexts()).containsExactly(twenty);
    }

    @Test
    void whatCannotBeForwardedIsRefusedAtOnce() {
        assertThatThrownBy(() ->
                        harness.zmq().proxy(harness.zmq().pull(), harness.zmq().pull()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSocketThatIsItsOwnBackendEchoes() {
        DealerSocket dealer = harness.zmq().dealer();
        harness.await(dealer.bind(harness.uri("echo")));
        ZmqProxy proxy = harness.zmq().proxy(dealer, dealer);
        proxy.run().subscribe();
        FakePeer peer = harness.at("echo").connect().deliver("a", "b").deliverFrames("c", "d");
        assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("a"), ZmqMessage.of("b"), ZmqMessage.of("c", "d"));
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(3);
        assertThat(proxy.statistics().backendMessages()).isZero();
    }
}
