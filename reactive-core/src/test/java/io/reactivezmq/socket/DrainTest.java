package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Draining: work in progress ends, then the socket closes; after the limit it closes in any case. */
class DrainTest extends ReqFixture {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LESS = Duration.ofSeconds(9);

    /** The interval in which work is looked up. */
    private static final Duration SOON = Duration.ofMillis(5);

    private final List<Sinks.One<ZmqMessage>> handling = new ArrayList<>();
    private final AtomicInteger canceled = new AtomicInteger();

    private Mono<ZmqMessage> handle(ZmqMessage request) {
        Sinks.One<ZmqMessage> reply = Sinks.one();
        handling.add(reply);
        return reply.asMono().doOnCancel(canceled::incrementAndGet);
    }

    private void reply(int index) {
        handling.get(index).tryEmitValue(ZmqMessage.of("r" + index));
        harness.settle();
    }

    private Received<Void> drained(Mono<Void> drain) {
        Received<Void> end = Received.of(drain, 0);
        harness.settle();
        return end;
    }

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    private RepSocket rep(int concurrency) {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(this::handle, concurrency).subscribe();
        return rep;
    }

    private FakePeer peer() {
        return harness.at("here").connect();
    }

    // REP.

    @Test
    void aRepAnswersWhatItHasReceivedAndReadsNothingMore() {
        RepSocket rep = rep(1);
        FakePeer client = peer().deliverFrames("", "q0").deliverFrames("", "q1");
        Received<Void> drained = drained(rep.drain(LIMIT));
        client.deliverFrames("", "late");
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(client.unread()).isEqualTo(1);
        reply(0);
        assertThat(handling).as("the second had been received").hasSize(2);
        harness.advance(LESS);
        assertThat(drained.isOpen()).isTrue();
        assertThat(rep.isClosed()).isFalse();
        reply(1);
        harness.advance(SOON);
        assertThat(client.takeTexts()).containsExactly("r0", "r1");
        assertThat(drained.isCompleted()).isTrue();
        assertThat(rep.isClosed()).isTrue();
        assertThat(handling).hasSize(2);
        assertThat(canceled).hasValue(0);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void aReplyHasTheRestOfTheLimitToLeave() {
        RepSocket rep = harness.zmq().rep(o -> o.linger(Duration.ZERO));
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(this::handle).subscribe();
        FakePeer client = peer().deliverFrames("", "q");
        Received<Void> drained = drained(rep.drain(LIMIT));
        reply(0);
        harness.advance(SOON);
        assertThat(rep.isClosed()).isTrue();
        assertThat(drained.isOpen()).as("the client has not read the reply").isTrue();
        assertThat(client.takeTexts()).containsExactly("r0");
        assertThat(drained.isCompleted()).isTrue();
    }

    @Test
    void afterTheLimitHandlersAreCanceled() {
        RepSocket rep = rep(1);
        FakePeer client = peer().deliverFrames("", "q0").deliverFrames("", "q1");
        Received<Void> drained = drained(rep.drain(LIMIT));
        harness.advance(LIMIT);
        assertThat(drained.isCompleted()).isTrue();
        assertThat(canceled).hasValue(1);
        assertThat(client.isUp()).isFalse();
        assertThat(handling).hasSize(1);
        assertThat(harness.await(rep.statistics()).dropped()).isPositive();
        assertThat(harness.timers()).isZero();
    }

    // REQ.

    @Test
    void aReqGetsItsRepliesAndTakesNoFurtherRequest() {
        ReqSocket req = req();
        FakePeer service = accept("svc").reading();
        Received<ZmqMessage> first = ask(req, "q0");
        Received<ZmqMessage> second = ask(req, "q1");
        Received<Void> drained = drained(req.drain(LIMIT));
        assertThat(ask(req, "late").error()).isInstanceOf(SocketClosedException.class);
        service.deliver(answer(service.next(), "r0"));
        service.deliver(answer(service.next(), "r1"));
        harness.advance(SOON);
        assertThat(first.texts()).containsExactly("r0");
        assertThat(second.texts()).containsExactly("r1");
        assertThat(drained.isCompleted()).isTrue();
    }

    @Test
    void afterTheLimitRequestsFail() {
        ReqSocket req = req();
        Received<ZmqMessage> request = ask(req, "q");
        Received<Void> drained = drained(req.drain(LIMIT));
        harness.advance(LIMIT);
        assertThat(request.error()).isInstanceOf(SocketClosedException.class);
        assertThat(drained.isCompleted()).isTrue();
    }

    // Receivers.

    @Test
    void aPullDeliversWhatItHasReceivedAndReadsNothingMore() {
        PullSocket pull = pull();
        FakePeer peer = peer().deliver("a", "b");
        Received<ZmqMessage> received = Received.of(pull.receive(), 1);
        Received<Void> drained = drained(pull.drain(LIMIT));
        peer.deliver("late");
        received.request(1);
        harness.settle();
        assertThat(peer.unread()).isEqualTo(1);
        assertThat(received.isOpen()).isTrue();
        received.request(5);
        harness.advance(SOON);
        assertThat(received.texts()).containsExactly("a", "b");
        assertThat(received.isCompleted()).isTrue();
        assertThat(drained.isCompleted()).isTrue();
        assertThat(harness.await(pull.statistics()).dropped(DropReason.UNDELIVERED))
                .as("the late one, which the closing socket reads and drops")
                .isEqualTo(1);
    }

    @Test
    void demandThatNeverComesDelaysTheEndUpToTheLimit() {
        PullSocket pull = pull();
        peer().deliver("a", "b");
        Received<ZmqMessage> received = Received.of(pull.receive(), 0);
        Received<Void> drained = drained(pull.drain(LIMIT));
        harness.advance(LESS);
        assertThat(drained.isOpen()).isTrue();
        harness.advance(LIMIT.minus(LESS));
        assertThat(drained.isCompleted()).isTrue();
        assertThat(received.isCompleted()).isTrue();
        assertThat(harness.await(pull.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
    }

    @Test
    void aPeerThatConnectsMeanwhileIsNotRead() {
        PullSocket pull = harness.zmq().pull().connect(harness.uri("there"));
        harness.await(pull.bind(harness.uri("here")));
        peer().deliver("a");
        Received<Void> drained = drained(pull.drain(LIMIT));
        FakePeer late = harness.at("there").accept().deliver("late");
        assertThat(late.unread()).isEqualTo(1);
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("a");
        harness.advance(SOON);
        assertThat(drained.isCompleted()).isTrue();
    }

    @Test
    void whileItDrainsASocketTakesNoEndpoints() {
        PullSocket pull = pull();
        peer().deliver("a");
        pull.drain(LIMIT);
        assertThatThrownBy(() -> pull.connect(harness.uri("there"))).isInstanceOf(SocketClosedException.class);
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("other")), 1);
        harness.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        assertThat(harness.await(pull.endpoints())).isEmpty();
    }

    @Test
    void aBindThatSucceedsTooLateIsUndone() {
        PullSocket pull = harness.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 1);
        pull.drain(LIMIT);
        harness.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        assertThat(harness.at("here").isBound()).isFalse();
    }

    // Sockets that do both.

    @Test
    void aPipelineOfARouterSendsItsAnswers() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("here")));
        Received<Void> serving = Received.of(
                router.send(router.receive()
                        .flatMap(request -> handle(request).map(answer -> answer.prepend(request.unwrap(0))))),
                0);
        FakePeer client = harness.at("here").connect("c").deliver("q0");
        Received<Void> drained = drained(router.drain(LIMIT));
        harness.advance(LESS);
        assertThat(drained.isOpen()).isTrue();
        reply(0);
        harness.advance(SOON);
        assertThat(serving.isCompleted()).isTrue();
        assertThat(client.takeTexts()).containsExactly("r0");
        assertThat(drained.isCompleted()).isTrue();
    }

    @Test
    void aPublisherToOnePeerIsAwaited() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("here")));
        FakePeer client = harness.at("here").connect("c");
        Received<Void> sent = Received.of(router.to(RoutingId.of("c")).send(handle(ZmqMessage.of("q"))), 0);
        Received<Void> drained = drained(router.drain(LIMIT));
        harness.advance(LESS);
        assertThat(drained.isOpen()).isTrue();
        reply(0);
        harness.advance(SOON);
        assertThat(sent.isCompleted()).isTrue();
        assertThat(client.takeTexts()).containsExactly("r0");
        assertThat(drained.isCompleted()).isTrue();
    }

    // Sockets that only send.

    @Test
    void aPushSendsWhatItHasAccepted() {
        PushSocket push = harness.zmq().push(o -> o.linger(Duration.ZERO)).connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        harness.await(push.send("m"));
        Received<Void> publisher = Received.of(push.send(Mono.never()), 0);
        Received<Void> drained = drained(push.drain(LIMIT));
        assertThat(publisher.error()).isInstanceOf(SocketClosedException.class);
        assertThat(drained.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("m");
        assertThat(drained.isCompleted()).isTrue();
    }

    @Test
    void anXPubDoesNotWaitForTheReceiversOfItsNotifications() {
        XPubSocket xpub = harness.zmq().xpub();
        harness.await(xpub.bind(harness.uri("here")));
        peer().subscribe("topic");
        assertThat(harness.isOver(xpub.drain(LIMIT))).isTrue();
    }

    // Calls.

    @Test
    void aSocketWithoutWorkClosesAtOnce() {
        PullSocket pull = pull();
        peer();
        assertThat(harness.isOver(pull.drain(LIMIT))).isTrue();
        assertThat(harness.timers()).isZero();
        assertThat(harness.isOver(pull.drain(LIMIT))).as("again").isTrue();
        assertThat(harness.timers()).isZero();
    }

    @Test
    void drainingNeedsNoSubscriberAndCancelingItChangesNothing() {
        PullSocket pull = pull();
        peer().deliver("a");
        drained(pull.drain(LIMIT)).cancel();
        harness.advance(LESS);
        assertThat(pull.isClosed()).isFalse();
        harness.advance(LIMIT.minus(LESS));
        assertThat(pull.isClosed()).isTrue();
    }

    @Test
    void drainingAgainCanOnlyMakeTheEndEarlier() {
        PullSocket pull = pull();
        peer().deliver("a");
        Received<Void> first = drained(pull.drain(LIMIT));
        Received<Void> longer = drained(pull.drain(LIMIT.multipliedBy(2)));
        assertThat(harness.timers()).as("the limit and the next look").isEqualTo(2);
        Received<Void> shorter = drained(pull.drain(Duration.ofSeconds(1)));
        assertThat(harness.timers()).isEqualTo(2);
        harness.advance(Duration.ofSeconds(1));
        assertThat(first.isCompleted()).isTrue();
        assertThat(longer.isCompleted()).isTrue();
        assertThat(shorter.isCompleted()).isTrue();
    }

    @Test
    void drainingAgainLaterDoesNotMakeTheEndLater() {
        PullSocket pull = pull();
        peer().deliver("a");
        Received<Void> first = drained(pull.drain(LIMIT));
        harness.advance(LESS);
        Received<Void> second = drained(pull.drain(LESS));
        harness.advance(LIMIT.minus(LESS));
        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isCompleted()).isTrue();
    }

    @Test
    void closingEndsTheDraining() {
        RepSocket rep = rep(1);
        peer().deliverFrames("", "q0").deliverFrames("", "q1");
        Received<Void> drained = drained(rep.drain(LIMIT));
        Received<Void> closed = drained(rep.close(Duration.ZERO));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(drained.isCompleted()).isTrue();
        assertThat(canceled).hasValue(1);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void theLimitAlsoBoundsTheLingerTimeOfAClosingSocket() {
        PushSocket push =
                harness.zmq().push(o -> o.linger(LIMIT.multipliedBy(3))).connect(harness.uri("sink"));
        harness.at("sink").accept();
        harness.await(push.send("m"));
        Received<Void> closed = drained(push.close());
        Received<Void> drained = drained(push.drain(LIMIT));
        harness.advance(LESS);
        assertThat(closed.isOpen()).isTrue();
        harness.advance(LIMIT.minus(LESS));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(drained.isCompleted()).isTrue();
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void aLimitOfZeroClosesAtOnce() {
        RepSocket rep = rep(1);
        peer().deliverFrames("", "q0");
        assertThat(harness.isOver(rep.drain(Duration.ZERO))).isTrue();
        assertThat(canceled).hasValue(1);
    }

    @Test
    void theLimitIsChecked() {
        PullSocket pull = harness.zmq().pull();
        assertThatThrownBy(() -> pull.drain(Duration.ofSeconds(-1))).isInstanceOf(InvalidOptionException.class);
        assertThat(pull.isClosed()).isFalse();
    }

    @Test
    void closingTheContextEndsTheDraining() {
        PullSocket pull = pull();
        peer().deliver("a");
        Received<Void> drained = drained(pull.drain(LIMIT));
        assertThat(harness.isOver(harness.zmq().close())).isTrue();
        assertThat(drained.isCompleted()).isTrue();
    }
}
