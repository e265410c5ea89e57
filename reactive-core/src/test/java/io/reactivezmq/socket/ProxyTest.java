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
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forwarding between two sockets. */
class ProxyTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private final String[] twenty = new String[20];

    {
        for (int i = 0; i < 20; i++) {
            twenty[i] = "m" + i;
        }
    }

    private PullSocket pull() {
        PullSocket pull = stage.zmq().pull(o -> o.receiveHighWaterMark(4));
        stage.await(pull.bind(stage.uri("in")));
        return pull;
    }

    private PushSocket push() {
        return stage.zmq().push(o -> o.sendHighWaterMark(4)).connect(stage.uri("out"));
    }

    @Test
    void demandGoesThroughIt() {
        ZmqProxy proxy = stage.zmq().proxy(pull(), push());
        proxy.run().subscribe();
        FakePeer source = stage.at("in").connect().deliver(twenty);
        assertThat(source.unread()).isEqualTo(12);
        assertThat(stage.at("out").accept().reading().gotTexts()).containsExactly(twenty);
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(20);
    }

    @Test
    void bothWays() {
        RouterSocket router = stage.zmq().router();
        stage.await(router.bind(stage.uri("front")));
        DealerSocket dealer = stage.zmq().dealer().connect(stage.uri("back"));
        stage.zmq().proxy(router, dealer).run().subscribe();
        FakePeer client = stage.at("front").connect("alice").deliverFrames("", "q");
        FakePeer worker = stage.at("back").accept();
        ZmqMessage request = worker.takeOne();
        assertThat(request).isEqualTo(ZmqMessage.of("alice", "", "q"));
        worker.deliver(ZmqMessage.of("alice", "", "a"));
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of("", "a"));
    }

    @Test
    void aPauseLosesNothingAndResumesInOrder() {
        ZmqProxy proxy = stage.zmq().proxy(pull(), push());
        proxy.run().subscribe();
        FakePeer source = stage.at("in").connect();
        FakePeer sink = stage.at("out").accept().reading();
        source.deliver("a");
        assertThat(sink.gotTexts()).containsExactly("a");
        proxy.pause();
        stage.settle();
        source.deliver(twenty);
        assertThat(sink.gotTexts()).isEmpty();
        proxy.resume();
        assertThat(sink.gotTexts()).containsExactly(twenty);
    }

    @Test
    void terminatingEndsItAndLeavesTheSocketsOpen() {
        PullSocket pull = pull();
        PushSocket push = push();
        ZmqProxy proxy = stage.zmq().proxy(pull, push);
        Received<Void> running = Received.of(proxy.run(), 0);
        stage.settle();
        proxy.terminate();
        stage.settle();
        assertThat(running.isCompleted()).isTrue();
        assertThat(pull.isClosed() || push.isClosed()).isFalse();
        stage.at("in").connect().deliver("m");
        assertThat(stage.await(pull.receiveOne()).text()).isEqualTo("m");
    }

    @Test
    void closingASocketEndsIt() {
        PullSocket pull = pull();
        Received<Void> first = Received.of(stage.zmq().proxy(pull, push()).run(), 0);
        stage.settle();
        pull.close();
        stage.settle();
        assertThat(first.isCompleted()).isTrue();

        PushSocket push = push();
        stage.await(stage.zmq().pull().bind(stage.uri("in2")));
        Received<Void> second = Received.of(
                stage.zmq()
                        .proxy(stage.zmq().pull().connect(stage.uri("x")), push)
                        .run(),
                0);
        stage.settle();
        push.close();
        stage.settle();
        assertThat(second.isCompleted()).isTrue();
    }

    @Test
    void aCaptureThatRefusesDoesNotHoldUpTheMessage() {
        RouterSocket capture = stage.zmq().router();
        ScatterSocket oneFrameOnly = stage.zmq().scatter();
        ZmqProxy proxy = stage.zmq().proxy(pull(), push()).capture(capture.to(RoutingId.of("unknown")));
        Received<Void> run = Received.of(proxy.run(), 0);
        FakePeer source = stage.at("in").connect();
        FakePeer sink = stage.at("out").accept().reading();
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
        PubSocket capture = stage.zmq().pub();
        stage.await(capture.bind(stage.uri("capture")));
        FakePeer listener = stage.at("capture").connect().subscribe("").reading();
        stage.zmq().proxy(pull(), push()).capture(capture).run().subscribe();
        stage.settle();
        stage.at("out").accept().reading();
        stage.at("in").connect().deliver(twenty);
        assertThat(listener.gotTexts()).containsExactly(twenty);
    }

    @Test
    void whatCannotBeForwardedIsRefusedAtOnce() {
        assertThatThrownBy(
                        () -> stage.zmq().proxy(stage.zmq().pull(), stage.zmq().pull()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSocketThatIsItsOwnBackendEchoes() {
        DealerSocket dealer = stage.zmq().dealer();
        stage.await(dealer.bind(stage.uri("echo")));
        ZmqProxy proxy = stage.zmq().proxy(dealer, dealer);
        proxy.run().subscribe();
        FakePeer peer = stage.at("echo").connect().deliver("a", "b").deliverFrames("c", "d");
        assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("a"), ZmqMessage.of("b"), ZmqMessage.of("c", "d"));
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(3);
        assertThat(proxy.statistics().backendMessages()).isZero();
    }
}
