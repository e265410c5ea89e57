package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.SocketClosedException;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** REP: a reply is sent with its envelope, to the peer that sent the request, over the same connection. */
class RepTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private RepSocket rep() {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        return rep;
    }

    private FakePeer client() {
        return harness.at("here").connect();
    }

    private static Publisher<ZmqMessage> echo(ZmqMessage request) {
        return Mono.just(ZmqMessage.of("re: " + request.text()));
    }

    @Test
    void answersBehindTheEnvelopeOfTheRequest() {
        RepSocket rep = rep();
        List<ZmqMessage> seen = new ArrayList<>();
        rep.serve(request -> {
                    seen.add(request);
                    return echo(request);
                })
                .subscribe();
        FakePeer client = client().deliverFrames("", "a")
                .deliverFrames("hop2", "hop1", "", "b1", "b2")
                .deliverFrames("n", "", "", "c");
        assertThat(client.takeAll())
                .containsExactly(
                        ZmqMessage.of("", "re: a"),
                        ZmqMessage.of("hop2", "hop1", "", "re: b2"),
                        ZmqMessage.of("n", "", "re: c"));
        assertThat(seen).containsExactly(ZmqMessage.of("a"), ZmqMessage.of("b1", "b2"), ZmqMessage.of("", "c"));
        assertThat(seen.get(0).peer()).isSameAs(client.info());
    }

    @Test
    void anAnswerMayHaveManyFrames() {
        rep().serve(request -> Mono.just(ZmqMessage.of("1", "2"))).subscribe();
        assertThat(client().deliverFrames("x", "", "a").takeAll()).containsExactly(ZmqMessage.of("x", "", "1", "2"));
    }

    @Test
    void onlyTheFirstAnswerCountsAndNoneIsAnEmptyOne() {
        AtomicInteger emitted = new AtomicInteger();
        rep().serve(request -> request.text().equals("many")
                        ? Flux.range(0, 100)
                                .doOnNext(i -> emitted.incrementAndGet())
                                .map(i -> ZmqMessage.of("" + i))
                        : Mono.empty())
                .subscribe();
        FakePeer client = client().deliverFrames("", "many").deliverFrames("", "none");
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of("", "0"), ZmqMessage.of("", ""));
        assertThat(emitted).hasValue(1);
    }

    @Test
    void aRequestWithoutEnvelopeOrBodyIsCountedAndTheNextIsServed() {
        RepSocket rep = rep();
        rep.serve(RepTest::echo).subscribe();
        FakePeer client = client().deliverFrames("no", "delimiter")
                .deliverFrames("")
                .deliverFrames("x", "")
                .deliverFrames("", "good");
        assertThat(client.takeTexts()).containsExactly("re: good");
        assertThat(client.isUp()).isTrue();
        var statistics = harness.await(rep.statistics());
        assertThat(statistics.dropped(DropReason.MALFORMED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(1);
    }

    @Test
    void aHandlerThatFailsCostsOnlyItsOwnRequest() {
        RepSocket rep = rep();
        Received<SocketEvent> failures = Received.of(
                rep.events().ofType(SocketEvent.RequestFailed.class).cast(SocketEvent.class), Long.MAX_VALUE);
        Received<Void> serving = Received.of(
                rep.serve(request -> switch (request.text()) {
                    case "throw" -> throw new IllegalStateException("thrown");
                    case "error" -> Mono.error(new IllegalStateException("signalled"));
                    case "null" -> null;
                    default -> echo(request);
                }),
                0);
        FakePeer client = client().deliverFrames("", "throw")
                .deliverFrames("", "error")
                .deliverFrames("", "null")
                .deliverFrames("", "fine");
        assertThat(client.takeTexts()).containsExactly("re: fine");
        assertThat(serving.isOpen()).isTrue();
        assertThat(failures.values())
                .map(event -> (SocketEvent.RequestFailed) event)
                .allSatisfy(event -> {
                    assertThat(event.endpoint()).isEqualTo(harness.uri("here"));
                    assertThat(event.peer()).isSameAs(client.info());
                })
                .extracting(event -> event.cause().getMessage())
                .containsExactly("thrown", "signalled", "the handler returned null");
    }

    @Test
    void noMoreThanTheConcurrencyAreInTheHandler() {
        RepSocket rep = rep();
        List<Sinks.One<ZmqMessage>> open = new ArrayList<>();
        rep.serve(
                        request -> {
                            Sinks.One<ZmqMessage> sink = Sinks.one();
                            open.add(sink);
                            return sink.asMono();
                        },
                        3)
                .subscribe();
        FakePeer client = client();
        for (int i = 0; i < 10; i++) {
            client.deliverFrames("", "q" + i);
        }
        assertThat(open).hasSize(3);
        assertThat(harness.await(rep.statistics()).receiveQueue()).isEqualTo(7);

        open.get(1).tryEmitValue(ZmqMessage.of("a1"));
        harness.settle();
        assertThat(open).hasSize(4);
        open.get(0).tryEmitError(new IllegalStateException());
        harness.settle();
        assertThat(open).hasSize(5);
        assertThat(client.takeTexts()).containsExactly("a1");
    }

    @Test
    void answersMayComeInAnyOrderAndFromAnywhere() {
        RepSocket rep = rep();
        List<Sinks.One<ZmqMessage>> open = new ArrayList<>();
        rep.serve(request -> {
                    Sinks.One<ZmqMessage> sink = Sinks.one();
                    open.add(sink);
                    return sink.asMono();
                })
                .subscribe();
        FakePeer one = client().deliverFrames("1", "", "q1").deliverFrames("2", "", "q2");
        FakePeer two = client().deliverFrames("3", "", "q3");
        for (int i = 2; i >= 0; i--) {
            open.get(i).tryEmitValue(ZmqMessage.of("a" + (i + 1)));
        }
        assertThat(one.takeAll()).containsExactly(ZmqMessage.of("2", "", "a2"), ZmqMessage.of("1", "", "a1"));
        assertThat(two.takeAll()).containsExactly(ZmqMessage.of("3", "", "a3"));
    }

    @Test
    void anAnswerToAGoneAskerIsCounted() {
        RepSocket rep = rep();
        Sinks.One<ZmqMessage> sink = Sinks.one();
        rep.serve(request -> sink.asMono()).subscribe();
        FakePeer client = client().deliverFrames("", "q");
        Received<SocketEvent> drops = Received.of(
                rep.events().ofType(SocketEvent.MessagesDropped.class).cast(SocketEvent.class), Long.MAX_VALUE);
        client.disconnect();
        sink.tryEmitValue(ZmqMessage.of("a"));
        harness.settle();
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(1);
        assertThat(drops.values()).singleElement().isInstanceOfSatisfying(SocketEvent.MessagesDropped.class, event -> {
            assertThat(event.peer()).isSameAs(client.info());
            assertThat(event.endpoint()).isEqualTo(harness.uri("here"));
        });
    }

    @Test
    void anAnswerDoesNotGoOverTheNextConnectionToTheSameEndpoint() {
        RepSocket rep = harness.zmq().rep().connect(harness.uri("there"));
        Sinks.One<ZmqMessage> sink = Sinks.one();
        rep.serve(request -> sink.asMono()).subscribe();
        harness.at("there").accept().deliverFrames("", "q").disconnect();
        harness.advance(java.time.Duration.ofSeconds(1));
        FakePeer next = harness.at("there").accept();
        sink.tryEmitValue(ZmqMessage.of("a"));
        assertThat(next.takeAll()).isEmpty();
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(1);
    }

    @Test
    void anAnswerToAFullAskerIsCounted() {
        RepSocket rep = harness.zmq().rep(o -> o.sendHighWaterMark(1));
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(RepTest::echo).subscribe();
        FakePeer client = client().deliverFrames("", "a").deliverFrames("", "b");
        assertThat(client.takeTexts()).containsExactly("re: a");
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_FULL))
                .isEqualTo(1);
    }

    @Test
    void withoutAServerRequestsWait() {
        RepSocket rep = rep();
        FakePeer client = client().deliverFrames("", "early");
        assertThat(harness.await(rep.statistics()).receiveQueue()).isEqualTo(1);
        rep.serve(RepTest::echo).subscribe();
        assertThat(client.takeTexts()).containsExactly("re: early");
    }

    @Test
    void whatACancelledServerHasNotBegunIsServedByTheNext() {
        RepSocket rep = rep();
        Received<Void> first = Received.of(rep.serve(request -> Mono.never(), 1), 0);
        FakePeer client = client().deliverFrames("", "lost with its handler").deliverFrames("", "next");
        first.cancel();
        // Not told on the loop yet.
        client.deliverFrames("", "last");
        rep.serve(RepTest::echo).subscribe();
        assertThat(client.takeTexts()).containsExactly("re: next", "re: last");
    }

    @Test
    void cancellingCancelsTheHandlersAtWork() {
        AtomicInteger cancelled = new AtomicInteger();
        Received<Void> serving =
                Received.of(rep().serve(request -> Mono.<ZmqMessage>never().doOnCancel(cancelled::incrementAndGet)), 0);
        harness.settle();
        client().deliverFrames("", "a").deliverFrames("", "b");
        serving.cancel();
        harness.settle();
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void closingCompletesTheServersAndCancelsTheirHandlers() {
        RepSocket rep = rep();
        AtomicInteger cancelled = new AtomicInteger();
        Received<Void> serving =
                Received.of(rep.serve(request -> Mono.<ZmqMessage>never().doOnCancel(cancelled::incrementAndGet)), 0);
        harness.settle();
        client().deliverFrames("", "a");
        Mono<Void> closed = rep.close();
        assertThat(harness.isOver(closed)).isFalse();
        assertThat(cancelled).as("within linger").hasValue(0);
        harness.advance(java.time.Duration.ofSeconds(30));
        assertThat(harness.isOver(closed)).isTrue();
        assertThat(serving.isCompleted()).isTrue();
        assertThat(cancelled).hasValue(1);
        assertThat(harness.await(rep.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
        Received<Void> late = Received.of(rep.serve(RepTest::echo), 0);
        harness.settle();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void severalServersShareTheRequests() {
        RepSocket rep = rep();
        AtomicInteger first = new AtomicInteger();
        rep.serve(
                        request -> {
                            first.incrementAndGet();
                            return Mono.never();
                        },
                        2)
                .subscribe();
        rep.serve(RepTest::echo).subscribe();
        FakePeer client = client();
        for (int i = 0; i < 5; i++) {
            client.deliverFrames("", "q" + i);
        }
        assertThat(first).hasValue(2);
        assertThat(client.takeTexts()).containsExactly("re: q2", "re: q3", "re: q4");
    }

    @Test
    void aConcurrencyOfNoneIsRefusedAtOnce() {
        RepSocket rep = rep();
        assertThatThrownBy(() -> rep.serve(RepTest::echo, 0))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("concurrency");
        assertThatThrownBy(() -> rep.serve(null)).isInstanceOf(NullPointerException.class);
    }

    // The explicit form.

    @Test
    void requestsAreHandedOverOnDemandAndAnsweredInAnyOrder() {
        RepSocket rep = rep();
        Received<RepRequest> requests = Received.of(rep.requests(), 2);
        FakePeer client = client().deliverFrames("1", "", "q1")
                .deliverFrames("2", "", "q2")
                .deliverFrames("3", "", "q3");
        assertThat(requests.values())
                .extracting(request -> request.message().text())
                .containsExactly("q1", "q2");

        requests.values().get(1).reply(ZmqMessage.of("a2"));
        requests.values().get(0).reply(ZmqMessage.of("a1"));
        requests.values().get(0).reply(ZmqMessage.of("again"));
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of("2", "", "a2"), ZmqMessage.of("1", "", "a1"));
        requests.request(1);
        harness.settle();
        assertThat(requests.count()).isEqualTo(3);
        requests.request(0);
        harness.settle();
        assertThat(requests.error()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCancelledRequestsFluxLosesNone() {
        RepSocket rep = rep();
        Received<RepRequest> first = Received.of(rep.requests(), Long.MAX_VALUE, (self, request) -> self.cancel());
        client().deliverFrames("", "q1").deliverFrames("", "q2");
        Received<RepRequest> second = Received.of(rep.requests(), Long.MAX_VALUE);
        harness.settle();
        assertThat(first.count()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(1);
        first.values().get(0).decline();
        Mono<Void> closed = rep.close();
        harness.settle();
        assertThat(second.isCompleted()).isTrue();
        harness.advance(java.time.Duration.ofSeconds(30));
        assertThat(harness.isOver(closed)).isTrue();
        second.values().get(0).reply(ZmqMessage.of("too late"));
        harness.settle();
    }

    @Test
    void answersFromAnotherThreadComeToTheLoopTogetherAndInOrder() throws InterruptedException {
        RepSocket rep = rep();
        Received<RepRequest> requests = Received.of(rep.requests(), Long.MAX_VALUE);
        FakePeer client = client();
        for (int i = 0; i < 40; i++) {
            client.deliverFrames("n" + i, "", "q");
        }
        List<RepRequest> open = requests.values();
        assertThat(open).hasSize(40);
        Thread answering = new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                open.get(i).reply(ZmqMessage.of("a" + i));
                open.get(i).reply(ZmqMessage.of("again"));
            }
        });
        answering.start();
        answering.join();
        assertThat(harness.waiting()).as("tasks for 40 answers").isEqualTo(1);
        List<ZmqMessage> answers = client.takeAll();
        assertThat(answers).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answers.get(i)).isEqualTo(ZmqMessage.of("n" + i, "", "a" + i));
        }
    }

    @Test
    void aReplyThatALostConnectionLeavesIsNotSentOverTheNext() {
        RepSocket rep = harness.zmq().rep().connect(harness.uri("there"));
        rep.serve(request -> Mono.just(ZmqMessage.of("re " + request.text()))).subscribe();
        FakePeer there = harness.at("there").accept().deliver(ZmqMessage.of("", "first"), ZmqMessage.of("", "second"));
        assertThat(there.holdFlushes().take(1)).hasSize(1);
        there.disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer again = harness.at("there").accept();
        assertThat(again.takeAll()).isEmpty();
        again.deliver(ZmqMessage.of("", "third"));
        assertThat(again.takeTexts()).containsExactly("re third");
        assertThat(harness.await(rep.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(2);
    }
}
