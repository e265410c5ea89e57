package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Requests of a REQ that get no answer, because they are canceled or their peer is lost, and the requests after them.
 */
class ReqUnansweredTest extends ReqFixture {

    @Test
    void anAnswerThatWaitsForDemandIsDiscardedByCancellation() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> answer = Received.of(req.request("q"), 0);
        svc.takeAll();
        svc.deliverFrames("", "a");
        answer.cancel();
        answer.request(1);
        harness.settle();
        assertThat(answer.count()).isZero();
        assertThat(svc.isUp()).isTrue();
    }

    @Test
    void aReplyThatMeetsACancellationOfAnotherThreadIsCounted() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> answer = ask(req, "q");
        svc.takeAll();
        harness.run(() -> {
            onAnotherThread(answer::cancel);
            svc.deliverNow(ZmqMessage.of("", "a"));
        });
        assertThat(answer.count()).isZero();
        var statistics = harness.await(req.statistics());
        assertThat(statistics.dropped(DropReason.STALE_REPLY)).isEqualTo(1);
        assertThat(statistics.messagesReceived()).isZero();
        assertThat(svc.isUp()).isTrue();
    }

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCancelledPendingRequestIsNeverSent() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        ask(req, "first");
        Received<ZmqMessage> second = ask(req, "second");
        ask(req, "third");
        second.cancel();
        harness.settle();
        assertThat(svc.takeTexts()).containsExactly("first");
        svc.deliverFrames("", "a");
        assertThat(svc.takeTexts()).containsExactly("third");
    }

    @Test
    void aCancelledRequestIsTakenOutOfThePipe() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        ask(req, "second");
        first.cancel();
        harness.settle();
        assertThat(svc.isUp()).isTrue();
        assertThat(svc.takeTexts()).containsExactly("second");
    }

    @Test
    void cancellingASentRequestClosesTheConnectionAndDialsAtOnce() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        Received<ZmqMessage> second = ask(req, "second");
        assertThat(svc.takeTexts()).containsExactly("first");

        first.cancel();
        harness.settle();
        assertThat(svc.isUp()).isFalse();
        assertThat(harness.at("svc").isDialed()).isTrue();
        FakePeer again = accept("svc");
        assertThat(again.takeTexts()).containsExactly("second");
        again.deliverFrames("", "to the second");
        assertThat(second.texts()).containsExactly("to the second");
        assertThat(first.count()).isZero();
    }

    @Test
    void aPeerLostBeforeItsAnswerFailsTheRequestAndRetrySendsItAgain() {
        ReqSocket req = req();
        Received<ZmqMessage> answer = Received.of(req.request("q").retry(3), Long.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            FakePeer svc = accept("svc");
            assertThat(svc.takeTexts()).containsExactly("q");
            svc.disconnect();
            assertThat(answer.isOpen()).isTrue();
            harness.advance(Duration.ofSeconds(1));
        }
        FakePeer svc = accept("svc");
        svc.takeAll();
        svc.disconnect();
        assertThat(answer.error())
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining(svc.info().address());
    }

    @Test
    void unsentRequestsOfALostPeerGoToAnotherPeerInOrder() {
        ReqSocket req = req().connect(harness.uri("svc2"));
        FakePeer one = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        Received<ZmqMessage> second = ask(req, "second");
        FakePeer two = accept("svc2");
        one.disconnect();

        assertThat(first.isOpen()).isTrue();
        assertThat(two.takeTexts()).containsExactly("first");
        two.deliverFrames("", "a");
        assertThat(first.texts()).containsExactly("a");
        assertThat(two.takeTexts()).containsExactly("second");
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void aMalformedAnswerClosesTheConnection() {
        ReqSocket req = req();
        for (String[] wrong : List.of(new String[] {"no delimiter"}, new String[] {""}, new String[] {"x", "y"})) {
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer = ask(req, "q");
            svc.takeAll();
            svc.deliverFrames(wrong);
            assertThat(svc.closedBy()).isInstanceOf(ProtocolException.class);
            assertThat(answer.error()).isInstanceOf(PeerLostException.class);
            harness.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void disconnectingMovesAnUnsentRequestToAnotherPeer() {
        ReqSocket req = req().connect(harness.uri("svc2"));
        FakePeer one = accept("svc");
        Received<ZmqMessage> answer = ask(req, "q");
        FakePeer two = accept("svc2");
        req.disconnect(harness.uri("svc"));
        harness.settle();
        assertThat(one.isUp()).isFalse();
        assertThat(two.takeTexts()).containsExactly("q");
        assertThat(answer.isOpen()).isTrue();
    }

    @Test
    void disconnectingFailsASentRequest() {
        ReqSocket req = req();
        FakePeer one = accept("svc");
        Received<ZmqMessage> answer = ask(req, "q");
        one.takeAll();
        req.disconnect(harness.uri("svc"));
        harness.settle();
        assertThat(answer.error()).isInstanceOf(PeerLostException.class);
    }

    @Test
    void requestsThatAreCanceledAtSubscriptionTakeNoPlace() {
        ReqSocket req = harness.zmq().req(o -> o.maxPendingSends(1)).connect(harness.uri("svc"));
        Received<ZmqMessage> first = ask(req, "first");
        Received<ZmqMessage> second = ask(req, "second");
        for (int i = 0; i < 5; i++) {
            req.request("canceled").subscribe(new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    cancel();
                }
            });
        }
        first.cancel();
        second.cancel();
        harness.settle();
        assertThat(ask(req, "third").isOpen()).isTrue();
    }
}
