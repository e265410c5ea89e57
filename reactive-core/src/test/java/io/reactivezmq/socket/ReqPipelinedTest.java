package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * REQ with {@code maxInFlight} or {@code correlate}: requests are numbered, and each answer goes to its own request.
 */
class ReqPipelinedTest extends ReqFixture {

    private int failed;

    private ReqSocket req(int maxInFlight) {
        return harness.zmq().req(o -> o.maxInFlight(maxInFlight)).connect(harness.uri("svc"));
    }

    @Test
    void answersMayComeInAnyOrder() {
        ReqSocket req = req(10);
        FakePeer svc = accept("svc");
        List<Received<ZmqMessage>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(ask(req, "q" + i));
        }
        List<ZmqMessage> requests = svc.takeAll();
        assertThat(requests).hasSize(10).allSatisfy(request -> {
            assertThat(request.frameCount()).isEqualTo(3);
            assertThat(request.size(0)).isEqualTo(4);
            assertThat(request.size(1)).isZero();
        });
        for (int i = 9; i >= 0; i--) {
            svc.deliver(answer(requests.get(i), "a" + i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(answers.get(i).texts()).containsExactly("a" + i);
        }
    }

    @Test
    void noMoreThanMaxInFlightRequestsAreSent() {
        ReqSocket req = req(3);
        FakePeer svc = accept("svc");
        for (int i = 0; i < 10; i++) {
            ask(req, "q" + i);
        }
        List<ZmqMessage> requests = svc.takeAll();
        assertThat(requests).hasSize(3);
        svc.deliver(answer(requests.get(1), "a"));
        assertThat(svc.takeTexts()).containsExactly("q3");
    }

    @Test
    void aLongBurstIsDrainedBeforeItsEnd() {
        ReqSocket req = req(100);
        FakePeer svc = accept("svc");
        harness.call(() -> {
            for (int i = 0; i < 70; i++) {
                req.request("q" + i).subscribe();
            }
            return true;
        });
        assertThat(svc.drains()).as("after 32 and 64").isEqualTo(2);
        assertThat(svc.takeAll()).hasSize(70);
    }

    @Test
    void aLateAnswerReachesNoOtherRequest() {
        ReqSocket req = req(2);
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        ZmqMessage late = svc.take(1).get(0);
        first.cancel();
        harness.settle();
        assertThat(svc.isUp()).isTrue();
        List<Received<ZmqMessage>> others = List.of(ask(req, "second"), ask(req, "third"));
        svc.deliver(answer(late, "too late"));

        assertThat(others).allSatisfy(other -> assertThat(other.isOpen()).isTrue());
        assertThat(first.count()).isZero();
        assertThat(harness.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                .isEqualTo(1);
    }

    @Test
    void aRepeatedAnswerIsDroppedAndCounted() {
        ReqSocket req = req(2);
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        ZmqMessage request = svc.take(1).get(0);
        svc.deliver(answer(request, "a"), answer(request, "a"));
        assertThat(first.texts()).containsExactly("a");
        assertThat(harness.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                .isEqualTo(1);
    }

    @Test
    void unknownAndMalformedAnswersAreDroppedAndCounted() {
        ReqSocket req = req(2);
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        svc.takeAll();
        svc.deliver(
                ZmqMessage.wrap(new byte[] {9, 9, 9, 9}, new byte[0], new byte[] {1}),
                ZmqMessage.of("abc", "", "x"),
                ZmqMessage.of("abcd", "x", "x"),
                ZmqMessage.of("abcd", ""),
                ZmqMessage.of(""),
                ZmqMessage.of("", "x"));
        assertThat(first.isOpen()).isTrue();
        assertThat(svc.isUp()).isTrue();
        var statistics = harness.await(req.statistics());
        assertThat(statistics.dropped(DropReason.STALE_REPLY)).isEqualTo(1);
        assertThat(statistics.dropped(DropReason.MALFORMED)).isEqualTo(5);
    }

    @Test
    void aLostPeerFailsSentRequestsAndUnsentOnesGoOnInOrder() {
        ReqSocket req = req(4);
        FakePeer svc = accept("svc");
        List<Received<ZmqMessage>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(ask(req, "q" + i));
        }
        assertThat(svc.takeTexts(2)).containsExactly("q0", "q1");
        svc.disconnect();
        assertThat(answers.get(0).error()).isInstanceOf(PeerLostException.class);
        assertThat(answers.get(1).error()).isInstanceOf(PeerLostException.class);
        harness.advance(Duration.ofSeconds(1));
        assertThat(accept("svc").takeTexts()).containsExactly("q2", "q3", "q4", "q5");
    }

    @Test
    void anAnswerOnTheNextConnectionIsStale() {
        ReqSocket req = req(4);
        FakePeer svc = accept("svc");
        Received<ZmqMessage> answer = ask(req, "q");
        ZmqMessage request = svc.take(1).get(0);
        svc.disconnect();
        harness.advance(Duration.ofSeconds(1));
        accept("svc").deliver(answer(request, "a"));
        assertThat(answer.error()).isInstanceOf(PeerLostException.class);
        assertThat(harness.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                .isEqualTo(1);
    }

    @Test
    void requestsBeyondTheHighWaterMarkWait() {
        ReqSocket req =
                harness.zmq().req(o -> o.maxInFlight(10).sendHighWaterMark(2)).connect(harness.uri("svc"));
        FakePeer svc = accept("svc");
        for (int i = 0; i < 6; i++) {
            ask(req, "q" + i);
        }
        assertThat(harness.await(req.statistics()).sendQueue()).isEqualTo(2);
        assertThat(svc.takeTexts()).containsExactly("q0", "q1", "q2", "q3", "q4", "q5");
    }

    @Test
    void manyRequestsWithRandomCancellationsEachGetTheirOwnAnswer() {
        java.util.Random random = new java.util.Random(7);
        ReqSocket req = req(16);
        FakePeer svc = accept("svc");
        List<Received<ZmqMessage>> answers = new ArrayList<>();
        List<ZmqMessage> open = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            answers.add(ask(req, "q" + i));
            if (random.nextInt(4) == 0) {
                answers.get(random.nextInt(answers.size())).cancel();
            }
            open.addAll(svc.take(random.nextInt(3)));
            if (!open.isEmpty() && random.nextInt(3) > 0) {
                ZmqMessage request = open.remove(random.nextInt(open.size()));
                svc.deliver(answer(request, request.text()));
            }
        }
        open.addAll(svc.takeAll());
        while (!open.isEmpty()) {
            ZmqMessage request = open.remove(0);
            svc.deliver(answer(request, request.text()));
            open.addAll(svc.takeAll());
        }
        int answered = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).count() > 0) {
                answered++;
                assertThat(answers.get(i).texts()).containsExactly("q" + i);
            }
        }
        assertThat(answered).isGreaterThan(1_000);
    }

    @Test
    void withCorrelateARequestIsNumberedAndItsCancellationKeepsTheConnection() {
        ReqSocket req = harness.zmq().req(o -> o.correlate(true)).connect(harness.uri("svc"));
        FakePeer svc = accept("svc");
        Received<ZmqMessage> first = ask(req, "first");
        ZmqMessage request = svc.take(1).get(0);
        assertThat(request.frameCount()).isEqualTo(3);
        first.cancel();
        Received<ZmqMessage> second = ask(req, "second");
        svc.deliver(answer(request, "late"));
        assertThat(svc.isUp()).isTrue();
        assertThat(second.isOpen()).isTrue();
        svc.deliver(answer(svc.take(1).get(0), "a"));
        assertThat(second.texts()).containsExactly("a");
    }

    private ReqSocket withRequests(int many) {
        ReqSocket req = harness.zmq()
                .req(o -> o.maxInFlight(many).maxPendingSends(many).sendHighWaterMark(0))
                .connect(harness.uri("svc"));
        for (int i = 0; i < many; i++) {
            req.request("q" + i).subscribe(null, failure -> failed++);
        }
        harness.settle();
        return req;
    }

    /** Some ten milliseconds of this thread, which is the loop; a search for each request takes many seconds. */
    private static void assertQuick(Runnable action) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        action.run();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void theLossOfAPeerCostsInProportionToItsRequests() {
        int many = 60_000;
        withRequests(many);
        FakePeer svc = accept("svc");
        assertQuick(svc::disconnect);
        harness.advance(Duration.ofSeconds(1));
        List<String> again = accept("svc").takeTexts();
        assertThat(again).hasSize(many).startsWith("q0", "q1", "q2").endsWith("q" + (many - 1));
        assertThat(again).isSortedAccordingTo(Comparator.comparingInt(text -> Integer.parseInt(text.substring(1))));
    }

    @Test
    void closingCostsInProportionToTheRequests() {
        int many = 120_000;
        ReqSocket req = withRequests(many);
        accept("svc");
        Received<Void> closing = Received.of(req.close(), 1);
        assertQuick(harness::settle);
        assertThat(failed).isEqualTo(many);
        assertThat(closing.isCompleted()).as("nothing is left to linger for").isTrue();
    }
}
