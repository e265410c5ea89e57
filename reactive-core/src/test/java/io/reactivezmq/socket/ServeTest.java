package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** REP: a request is in the handler no longer than it has a limit, an asker and an open socket. */
class ServeTest {

    private static final Duration LIMIT = Duration.ofSeconds(8);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final List<Sinks.One<ZmqMessage>> working = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    private RepSocket rep() {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        return rep;
    }

    private FakePeer client() {
        return harness.at("here").connect();
    }

    /** Answers when the test says so. */
    private Publisher<ZmqMessage> slow(ZmqMessage request) {
        Sinks.One<ZmqMessage> sink = Sinks.one();
        working.add(sink);
        return sink.asMono().doOnCancel(cancelled::incrementAndGet);
    }

    // A limit for each request.

    @Test
    void aRequestOverItsLimitIsCancelledAndItsPlaceGivenBack() {
        RepSocket rep = rep();
        Received<SocketEvent> failures = Received.of(
                rep.events().ofType(SocketEvent.RequestFailed.class).cast(SocketEvent.class), Long.MAX_VALUE);
        rep.serve(this::slow, o -> o.concurrency(1).timeout(LIMIT)).subscribe();
        FakePeer client = client().deliverFrames("", "a").deliverFrames("", "b");
        assertThat(working).hasSize(1);
        harness.advance(LIMIT);
        assertThat(cancelled).hasValue(0);
        harness.advance(LIMIT.dividedBy(8));
        assertThat(cancelled).hasValue(1);
        assertThat(working).as("the next has its place").hasSize(2);
        assertThat(failures.values()).singleElement().isInstanceOfSatisfying(SocketEvent.RequestFailed.class, event -> {
            assertThat(event.peer()).isSameAs(client.info());
            assertThat(event.cause()).isInstanceOfSatisfying(RequestTimeoutException.class, timeout -> {
                assertThat(timeout.limit()).isEqualTo(LIMIT);
                assertThat(timeout.peer()).isEqualTo(client.info().address());
            });
        });
        working.get(0).tryEmitValue(ZmqMessage.of("too late"));
        working.get(1).tryEmitValue(ZmqMessage.of("in time"));
        assertThat(client.takeTexts()).containsExactly("in time");
        assertThat(client.isUp()).isTrue();
    }

    @Test
    void eachRequestHasItsOwnLimitAndNoTimer() {
        RepSocket rep = rep();
        rep.serve(this::slow, o -> o.timeout(LIMIT)).subscribe();
        FakePeer client = client();
        for (int i = 0; i < 8; i++) {
            client.deliverFrames("", "q" + i).deliverFrames("", "p" + i);
            harness.advance(LIMIT.dividedBy(8));
        }
        assertThat(harness.timers()).isEqualTo(1);
        assertThat(cancelled).hasValue(0);
        for (int i = 1; i <= 8; i++) {
            harness.advance(LIMIT.dividedBy(8));
            assertThat(cancelled).hasValue(2 * i);
        }
        harness.advance(LIMIT);
        assertThat(harness.timers()).as("nothing is at work").isZero();
        client.deliverFrames("", "again");
        harness.advance(LIMIT.multipliedBy(2));
        assertThat(cancelled).hasValue(17);
    }

    @Test
    void fourAskersThatStopWaitingDoNotBlockFourPlaces() {
        RepSocket rep = rep();
        rep.serve(
                        request -> request.text().equals("fine") ? Mono.just(request) : slow(request),
                        o -> o.concurrency(4).timeout(LIMIT))
                .subscribe();
        for (int i = 0; i < 4; i++) {
            client().deliverFrames("", "gives up, and stays");
        }
        FakePeer fifth = client().deliverFrames("", "fine");
        assertThat(fifth.takeTexts()).isEmpty();
        harness.advance(LIMIT.multipliedBy(2));
        assertThat(fifth.takeTexts()).containsExactly("fine");
    }

    @Test
    void limitsAreChecked() {
        RepSocket rep = rep();
        assertThatThrownBy(() -> rep.serve(this::slow, o -> o.timeout(Duration.ofSeconds(-1))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> rep.serve(this::slow, o -> o.concurrency(0)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("concurrency");
    }

    // An asker that leaves.

    @Test
    void fourAskersThatLeaveDoNotBlockFourPlaces() {
        RepSocket rep = rep();
        rep.serve(request -> request.text().equals("fine") ? Mono.just(request) : slow(request), 4)
                .subscribe();
        List<FakePeer> leaving = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            leaving.add(client().deliverFrames("", "leaves"));
        }
        FakePeer fifth = client().deliverFrames("", "fine");
        assertThat(fifth.takeTexts()).isEmpty();
        leaving.forEach(FakePeer::disconnect);
        assertThat(cancelled).hasValue(4);
        assertThat(fifth.takeTexts()).containsExactly("fine");
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(4);
    }

    @Test
    void whatAGoneAskerStillWantedIsNotBegun() {
        RepSocket rep = rep();
        rep.serve(this::slow, 1).subscribe();
        FakePeer gone = client().deliverFrames("", "a").deliverFrames("", "b").deliverFrames("", "c");
        FakePeer other = client().deliverFrames("", "d");
        gone.disconnect();
        assertThat(working).hasSize(2);
        working.get(1).tryEmitValue(ZmqMessage.of("done"));
        assertThat(other.takeTexts()).containsExactly("done");
        assertThat(harness.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
    }

    @Test
    void whatCameOverALostConnectionIsNotAnsweredOverTheNext() {
        RepSocket rep = harness.zmq().rep().connect(harness.uri("there"));
        harness.at("there").accept().deliverFrames("", "waits in the pipe").disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer next = harness.at("there").accept();
        rep.serve(Mono::just).subscribe();
        assertThat(next.takeAll()).isEmpty();
        next.deliverFrames("", "new");
        assertThat(next.takeTexts()).containsExactly("new");
        assertThat(harness.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void manyRequestsOfOneAskerAreCancelledInSlices() {
        RepSocket rep = harness.zmq().rep(o -> o.receiveHighWaterMark(0));
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(this::slow, 5000).subscribe();
        FakePeer client = client();
        client.deliver(java.util.stream.IntStream.range(0, 5000)
                .mapToObj(i -> ZmqMessage.of("", "q"))
                .toArray(ZmqMessage[]::new));
        assertThat(working).hasSize(5000);
        AtomicInteger afterOneTask = new AtomicInteger();
        rep.events().ofType(SocketEvent.Disconnected.class).subscribe(event -> afterOneTask.set(cancelled.get()));
        harness.settle();
        client.disconnect();
        assertThat(afterOneTask.get()).isBetween(1, 2048);
        assertThat(cancelled).hasValue(5000);
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(5000);
    }

    @Test
    void anExplicitRequestTellsWhenItHasEnded() {
        RepSocket rep = rep();
        Received<RepRequest> requests = Received.of(rep.requests(), Long.MAX_VALUE);
        FakePeer one =
                client().deliverFrames("1", "", "a").deliverFrames("2", "", "b").deliverFrames("3", "", "c");
        FakePeer two = client().deliverFrames("", "d");
        List<RepRequest> open = requests.values();
        List<String> ended = new ArrayList<>();
        open.forEach(request -> request.onEnd()
                .subscribe(null, null, () -> ended.add(request.message().text())));
        harness.settle();
        assertThat(open).allMatch(RepRequest::isOpen);

        open.get(0).reply(ZmqMessage.of("A"));
        harness.settle();
        open.get(1).decline();
        open.get(1).reply(ZmqMessage.of("declined already"));
        harness.settle();
        assertThat(ended).containsExactly("a", "b");
        assertThat(one.takeTexts()).containsExactly("A");
        one.disconnect();
        assertThat(ended).containsExactly("a", "b", "c");
        assertThat(open).extracting(RepRequest::isOpen).containsExactly(false, false, false, true);
        assertThat(harness.isOver(open.get(0).onEnd()))
                .as("asked for afterwards")
                .isTrue();

        open.get(3).reply(ZmqMessage.of("D"));
        assertThat(two.takeTexts()).containsExactly("D");
        harness.settle();
        assertThat(ended).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theEndOfARequestIsToldToAllWhoWaitWhateverOneThrows() {
        Received<RepRequest> requests = Received.of(rep().requests(), Long.MAX_VALUE);
        FakePeer client = client().deliverFrames("", "a");
        RepRequest request = requests.values().get(0);
        request.onEnd().subscribe(null, null, () -> {
            throw new StackOverflowError();
        });
        Received<Void> other = Received.of(request.onEnd(), 1);
        harness.settle();
        client.disconnect();
        assertThat(other.isCompleted()).isTrue();
        assertThat(harness.droppedErrors()).hasOnlyElementsOfType(StackOverflowError.class);
    }

    // The end of the socket, and of an endpoint.

    @Test
    void answersOfHandlersUnderWayLeaveWithinLinger() {
        RepSocket rep = rep();
        Received<Void> serving = Received.of(rep.serve(this::slow), 0);
        harness.settle();
        FakePeer one = client().reading().deliverFrames("", "a").deliverFrames("", "b");
        FakePeer idle = client().reading();
        Mono<Void> closed = rep.close();
        harness.settle();
        assertThat(idle.isUp()).as("it waits for nothing").isFalse();
        one.deliverFrames("", "too late");
        assertThat(working).hasSize(2);
        working.get(1).tryEmitValue(ZmqMessage.of("B"));
        assertThat(one.gotTexts()).containsExactly("B");
        assertThat(one.isUp()).isTrue();
        assertThat(serving.isCompleted()).isFalse();
        working.get(0).tryEmitValue(ZmqMessage.of("A"));
        harness.settle();
        assertThat(one.gotTexts()).containsExactly("A");
        assertThat(one.isUp()).isFalse();
        assertThat(harness.isOver(closed)).isTrue();
        assertThat(serving.isCompleted()).isTrue();
        assertThat(cancelled).hasValue(0);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void unbindingWaitsForHandlersUnderWayToo() {
        RepSocket rep = rep();
        Received<Void> serving = Received.of(rep.serve(this::slow), 0);
        FakePeer client = client().reading().deliverFrames("", "a");
        Mono<Void> unbound = rep.unbind(harness.uri("here"));
        assertThat(harness.isOver(unbound)).isFalse();
        client.deliverFrames("", "too late");
        working.get(0).tryEmitValue(ZmqMessage.of("A"));
        assertThat(client.gotTexts()).containsExactly("A");
        assertThat(client.isUp()).isFalse();
        assertThat(working).hasSize(1);
        assertThat(serving.isOpen()).isTrue();
        assertThat(harness.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void aSocketThatDoesNotLingerCancelsAtOnce() {
        RepSocket rep = harness.zmq().rep(o -> o.linger(Duration.ZERO));
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(this::slow).subscribe();
        FakePeer client = client().deliverFrames("", "a");
        assertThat(harness.isOver(rep.close())).isTrue();
        assertThat(cancelled).hasValue(1);
        assertThat(client.isUp()).isFalse();
    }

    @Test
    void anAskerThatLeavesWhileTheSocketLingersEndsTheWait() {
        RepSocket rep = rep();
        rep.serve(this::slow).subscribe();
        FakePeer client = client().deliverFrames("", "a");
        Mono<Void> closed = rep.close();
        assertThat(harness.isOver(closed)).isFalse();
        client.disconnect();
        assertThat(harness.isOver(closed)).isTrue();
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void explicitRequestsMayBeAnsweredWithinLinger() {
        RepSocket rep = rep();
        Received<RepRequest> requests = Received.of(rep.requests(), Long.MAX_VALUE);
        FakePeer client = client().reading().deliverFrames("1", "", "a").deliverFrames("2", "", "b");
        Mono<Void> closed = rep.close();
        harness.settle();
        assertThat(requests.isCompleted()).isTrue();
        requests.values().get(0).reply(ZmqMessage.of("A"));
        assertThat(client.gotTexts()).containsExactly("A");
        assertThat(harness.isOver(closed)).isFalse();
        requests.values().get(1).decline();
        assertThat(harness.isOver(closed)).isTrue();
    }

    // Context.

    @Test
    void theHandlerSeesTheContextOfItsServer() {
        rep().serve(request -> Mono.deferContextual(
                        context -> Mono.just(ZmqMessage.of(context.<String>getOrDefault("user", "unknown")))))
                .contextWrite(context -> context.put("user", "ann"))
                .subscribe();
        assertThat(client().deliverFrames("", "who?").takeTexts()).containsExactly("ann");
    }
}
