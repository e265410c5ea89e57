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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private final List<Sinks.One<ZmqMessage>> working = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    private RepSocket rep() {
        RepSocket rep = stage.zmq().rep();
        stage.await(rep.bind(stage.uri("here")));
        return rep;
    }

    private FakePeer client() {
        return stage.at("here").connect();
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
        stage.advance(LIMIT);
        assertThat(cancelled).hasValue(0);
        stage.advance(LIMIT.dividedBy(8));
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
            stage.advance(LIMIT.dividedBy(8));
        }
        assertThat(stage.timers()).isEqualTo(1);
        assertThat(cancelled).hasValue(0);
        for (int i = 1; i <= 8; i++) {
            stage.advance(LIMIT.dividedBy(8));
            assertThat(cancelled).hasValue(2 * i);
        }
        stage.advance(LIMIT);
        assertThat(stage.timers()).as("nothing is at work").isZero();
        client.deliverFrames("", "again");
        stage.advance(LIMIT.multipliedBy(2));
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
        stage.advance(LIMIT.multipliedBy(2));
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
        assertThat(stage.await(rep.statistics()).dropped(DropReason.PEER_GONE)).isEqualTo(4);
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
        assertThat(stage.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
    }

    @Test
    void whatCameOverALostConnectionIsNotAnsweredOverTheNext() {
        RepSocket rep = stage.zmq().rep().connect(stage.uri("there"));
        stage.at("there").accept().deliverFrames("", "waits in the pipe").disconnect();
        stage.advance(Duration.ofSeconds(1));
        FakePeer next = stage.at("there").accept();
        rep.serve(Mono::just).subscribe();
        assertThat(next.takeAll()).isEmpty();
        next.deliverFrames("", "new");
        assertThat(next.takeTexts()).containsExactly("new");
        assertThat(stage.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void manyRequestsOfOneAskerAreCancelledInSlices() {
        RepSocket rep = stage.zmq().rep(o -> o.receiveHighWaterMark(0));
        stage.await(rep.bind(stage.uri("here")));
        rep.serve(this::slow, 5000).subscribe();
        FakePeer client = client();
        client.deliver(java.util.stream.IntStream.range(0, 5000)
                .mapToObj(i -> ZmqMessage.of("", "q"))
                .toArray(ZmqMessage[]::new));
        assertThat(working).hasSize(5000);
        AtomicInteger afterOneTask = new AtomicInteger();
        rep.events().ofType(SocketEvent.Disconnected.class).subscribe(event -> afterOneTask.set(cancelled.get()));
        stage.settle();
        client.disconnect();
        assertThat(afterOneTask.get()).isBetween(1, 2048);
        assertThat(cancelled).hasValue(5000);
        assertThat(stage.await(rep.statistics()).dropped(DropReason.PEER_GONE)).isEqualTo(5000);
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
        stage.settle();
        assertThat(open).allMatch(RepRequest::isOpen);

        open.get(0).reply(ZmqMessage.of("A"));
        stage.settle();
        open.get(1).decline();
        open.get(1).reply(ZmqMessage.of("declined already"));
        stage.settle();
        assertThat(ended).containsExactly("a", "b");
        assertThat(one.takeTexts()).containsExactly("A");
        one.disconnect();
        assertThat(ended).containsExactly("a", "b", "c");
        assertThat(open).extracting(RepRequest::isOpen).containsExactly(false, false, false, true);
        assertThat(stage.isOver(open.get(0).onEnd())).as("asked for afterwards").isTrue();

        open.get(3).reply(ZmqMessage.of("D"));
        assertThat(two.takeTexts()).containsExactly("D");
        stage.settle();
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
        stage.settle();
        client.disconnect();
        assertThat(other.isCompleted()).isTrue();
        assertThat(stage.droppedErrors()).hasOnlyElementsOfType(StackOverflowError.class);
    }

    // The end of the socket, and of an endpoint.

    @Test
    void answersOfHandlersUnderWayLeaveWithinLinger() {
        RepSocket rep = rep();
        Received<Void> serving = Received.of(rep.serve(this::slow), 0);
        stage.settle();
        FakePeer one = client().reading().deliverFrames("", "a").deliverFrames("", "b");
        FakePeer idle = client().reading();
        Mono<Void> closed = rep.close();
        stage.settle();
        assertThat(idle.isUp()).as("it waits for nothing").isFalse();
        one.deliverFrames("", "too late");
        assertThat(working).hasSize(2);
        working.get(1).tryEmitValue(ZmqMessage.of("B"));
        assertThat(one.gotTexts()).containsExactly("B");
        assertThat(one.isUp()).isTrue();
        assertThat(serving.isCompleted()).isFalse();
        working.get(0).tryEmitValue(ZmqMessage.of("A"));
        stage.settle();
        assertThat(one.gotTexts()).containsExactly("A");
        assertThat(one.isUp()).isFalse();
        assertThat(stage.isOver(closed)).isTrue();
        assertThat(serving.isCompleted()).isTrue();
        assertThat(cancelled).hasValue(0);
        assertThat(stage.timers()).isZero();
    }

    @Test
    void unbindingWaitsForHandlersUnderWayToo() {
        RepSocket rep = rep();
        Received<Void> serving = Received.of(rep.serve(this::slow), 0);
        FakePeer client = client().reading().deliverFrames("", "a");
        Mono<Void> unbound = rep.unbind(stage.uri("here"));
        assertThat(stage.isOver(unbound)).isFalse();
        client.deliverFrames("", "too late");
        working.get(0).tryEmitValue(ZmqMessage.of("A"));
        assertThat(client.gotTexts()).containsExactly("A");
        assertThat(client.isUp()).isFalse();
        assertThat(working).hasSize(1);
        assertThat(serving.isOpen()).isTrue();
        assertThat(stage.await(rep.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void aSocketThatDoesNotLingerCancelsAtOnce() {
        RepSocket rep = stage.zmq().rep(o -> o.linger(Duration.ZERO));
        stage.await(rep.bind(stage.uri("here")));
        rep.serve(this::slow).subscribe();
        FakePeer client = client().deliverFrames("", "a");
        assertThat(stage.isOver(rep.close())).isTrue();
        assertThat(cancelled).hasValue(1);
        assertThat(client.isUp()).isFalse();
    }

    @Test
    void anAskerThatLeavesWhileTheSocketLingersEndsTheWait() {
        RepSocket rep = rep();
        rep.serve(this::slow).subscribe();
        FakePeer client = client().deliverFrames("", "a");
        Mono<Void> closed = rep.close();
        assertThat(stage.isOver(closed)).isFalse();
        client.disconnect();
        assertThat(stage.isOver(closed)).isTrue();
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void explicitRequestsMayBeAnsweredWithinLinger() {
        RepSocket rep = rep();
        Received<RepRequest> requests = Received.of(rep.requests(), Long.MAX_VALUE);
        FakePeer client = client().reading().deliverFrames("1", "", "a").deliverFrames("2", "", "b");
        Mono<Void> closed = rep.close();
        stage.settle();
        assertThat(requests.isCompleted()).isTrue();
        requests.values().get(0).reply(ZmqMessage.of("A"));
        assertThat(client.gotTexts()).containsExactly("A");
        assertThat(stage.isOver(closed)).isFalse();
        requests.values().get(1).decline();
        assertThat(stage.isOver(closed)).isTrue();
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
