package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** REQ: any number of callers, each with its own answer or its own failure, and never with another's. */
class ReqTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private Received<ZmqMessage> ask(ReqSocket req, String text) {
        Received<ZmqMessage> answer = Received.of(req.request(text), Long.MAX_VALUE);
        stage.settle();
        return answer;
    }

    /** Answers a request as REP does: whatever stands before the empty frame goes back. */
    private static ZmqMessage answer(ZmqMessage request, String text) {
        ZmqMessage reply = ZmqMessage.of(text).prependEmpty();
        return request.size(0) == 0 ? reply : reply.prepend(request.unwrap(0));
    }

    private FakePeer accept(String name) {
        return stage.at(name).accept();
    }

    @Nested
    class Lockstep {

        private ReqSocket req() {
            return stage.zmq().req().connect(stage.uri("svc"));
        }

        @Test
        void asksWithAnEmptyFrameAndTakesTheAnswerBehindOne() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer = Received.of(req.request(ZmqMessage.of("one", "two")), Long.MAX_VALUE);
            assertThat(svc.takeAll()).containsExactly(ZmqMessage.of("", "one", "two"));

            svc.deliverFrames("", "uno", "dos");
            assertThat(answer.values()).containsExactly(ZmqMessage.of("uno", "dos"));
            assertThat(answer.isCompleted()).isTrue();
            assertThat(answer.values().get(0).peer()).isSameAs(svc.info());
        }

        @Test
        void oneAtATimeInOrder() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            List<Received<ZmqMessage>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(ask(req, "q" + i));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(svc.takeTexts()).containsExactly("q" + i);
                svc.deliverFrames("", "a" + i);
                assertThat(answers.get(i).texts()).containsExactly("a" + i);
            }
        }

        @Test
        void peersTakeTurns() {
            ReqSocket req = req().connect(stage.uri("svc2"));
            FakePeer one = accept("svc");
            FakePeer two = accept("svc2");
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ask(req, "q" + i);
                for (FakePeer peer : List.of(one, two)) {
                    if (!peer.takeAll().isEmpty()) {
                        asked.add(peer == one ? "one" : "two");
                        peer.deliverFrames("", "a");
                    }
                }
            }
            assertThat(asked).containsSubsequence("one", "two", "one", "two").hasSize(6);
        }

        private String asked(ReqSocket req, Map<String, FakePeer> peers) {
            ask(req, "q");
            for (Map.Entry<String, FakePeer> peer : peers.entrySet()) {
                if (!peer.getValue().takeAll().isEmpty()) {
                    peer.getValue().deliverFrames("", "a");
                    return peer.getKey();
                }
            }
            throw new AssertionError("nobody was asked");
        }

        @Test
        void peersAreAskedInTheOrderInWhichTheyWereConnectedTo() {
            ReqSocket req = req();
            List<String> names = List.of("svc", "svc1", "svc2", "svc3");
            names.stream().skip(1).forEach(name -> req.connect(stage.uri(name)));
            Map<String, FakePeer> peers = new LinkedHashMap<>();
            // However their handshakes follow one another.
            for (String name : List.of("svc2", "svc", "svc3", "svc1")) {
                peers.put(name, accept(name));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(asked(req, peers)).isEqualTo(names.get(i % 4));
            }
        }

        @Test
        void aNewcomerWaitsForItsTurnAndOneThatComesBackHasItsOldPlace() {
            ReqSocket req = req().connect(stage.uri("svc1"));
            Map<String, FakePeer> peers = new LinkedHashMap<>();
            peers.put("svc", accept("svc"));
            peers.put("svc1", accept("svc1"));
            assertThat(asked(req, peers)).isEqualTo("svc");
            req.connect(stage.uri("svc2"));
            peers.put("svc2", accept("svc2"));
            for (String next : List.of("svc1", "svc2", "svc")) {
                assertThat(asked(req, peers)).isEqualTo(next);
            }
            peers.remove("svc1").disconnect();
            for (String next : List.of("svc2", "svc")) {
                assertThat(asked(req, peers)).isEqualTo(next);
            }
            stage.advance(Duration.ofSeconds(1));
            peers.put("svc1", accept("svc1"));
            for (String next : List.of("svc1", "svc2", "svc")) {
                assertThat(asked(req, peers)).isEqualTo(next);
            }
            req.disconnect(stage.uri("svc1"));
            for (String next : List.of("svc2", "svc", "svc2")) {
                assertThat(asked(req, peers)).isEqualTo(next);
            }
        }

        @Test
        void aRequestWaitsForAPeerWhoseHandshakeIsFinished() {
            ReqSocket req = req();
            Received<ZmqMessage> answer = ask(req, "q");
            assertThat(stage.await(req.statistics()).sendQueue()).isZero();
            FakePeer svc = accept("svc");
            assertThat(svc.takeTexts()).containsExactly("q");
            assertThat(answer.isOpen()).isTrue();
        }

        @Test
        void nothingIsAskedBeforeItIsSubscribedToAndEachTimeItIs() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            var asking = req.request("q");
            assertThat(svc.takeAll()).isEmpty();
            asking.subscribe();
            assertThat(svc.takeTexts()).containsExactly("q");
            svc.deliverFrames("", "a");
            asking.subscribe();
            assertThat(svc.takeTexts()).containsExactly("q");
        }

        @Test
        void anAnswerWaitsForDemand() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer = Received.of(req.request("q"), 0);
            assertThat(svc.takeTexts()).containsExactly("q");
            svc.deliverFrames("", "a");
            assertThat(answer.count()).isZero();
            assertThat(answer.isOpen()).isTrue();

            answer.request(1);
            stage.settle();
            assertThat(answer.texts()).containsExactly("a");
            assertThat(answer.isCompleted()).isTrue();
        }

        @Test
        void anAnswerThatNobodyWantsAnyMoreIsNotForced() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer = Received.of(req.request("q"), 0);
            svc.takeAll();
            svc.deliverFrames("", "a");
            answer.cancel();
            answer.request(1);
            stage.settle();
            assertThat(answer.count()).isZero();
            assertThat(svc.isUp()).isTrue();
        }

        @Test
        void aRequestForNothingIsAnErrorForWhoeverMadeItAlone() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> early = Received.of(req.request("q"), 0);
            svc.takeAll();
            svc.deliverFrames("", "a");
            early.request(0);
            stage.settle();
            assertThat(early.error())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9");
            Received<ZmqMessage> pending = Received.of(req.request("never sent"), 0);
            pending.request(-1);
            stage.settle();
            assertThat(pending.error()).isInstanceOf(IllegalArgumentException.class);
            assertThat(pending.count() + early.count()).isZero();
            stage.advance(Duration.ofSeconds(1));

            FakePeer now = svc.isUp() ? svc : accept("svc");
            Received<ZmqMessage> next = Received.of(req.request("next"), 1);
            assertThat(now.takeTexts()).endsWith("next");
            now.deliverFrames("", "answer");
            assertThat(next.texts()).containsExactly("answer");
        }

        @Test
        void concatenatedRequestsGetNoMoreThanIsAskedFor() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answers = Received.of(Flux.range(0, 3).concatMap(i -> req.request("q" + i)), 1);
            for (int i = 0; i < 3; i++) {
                svc.take(5).forEach(request -> svc.deliver(answer(request, "a")));
                assertThat(answers.count()).isEqualTo(i + 1);
                answers.request(1);
                stage.settle();
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
            stage.settle();
            assertThat(svc.takeTexts()).containsExactly("first");
            svc.deliverFrames("", "a");
            assertThat(svc.takeTexts()).containsExactly("third");
        }

        @Test
        void aCancelledRequestStillInThePipeIsTakenBack() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> first = ask(req, "first");
            ask(req, "second");
            first.cancel();
            stage.settle();
            assertThat(svc.isUp()).isTrue();
            assertThat(svc.takeTexts()).containsExactly("second");
        }

        @Test
        void aRequestCancelledUnderWayCostsTheConnectionWhichIsMadeAnewAtOnce() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> first = ask(req, "first");
            Received<ZmqMessage> second = ask(req, "second");
            assertThat(svc.takeTexts()).containsExactly("first");

            first.cancel();
            stage.settle();
            assertThat(svc.isUp()).isFalse();
            assertThat(stage.at("svc").isDialed()).isTrue();
            FakePeer again = accept("svc");
            assertThat(again.takeTexts()).containsExactly("second");
            again.deliverFrames("", "to the second");
            assertThat(second.texts()).containsExactly("to the second");
            assertThat(first.count()).isZero();
        }

        @Test
        void aPeerThatLeavesBeforeItAnswersFailsTheRequestAndRetryGoesOn() {
            ReqSocket req = req();
            Received<ZmqMessage> answer = Received.of(req.request("q").retry(3), Long.MAX_VALUE);
            for (int i = 0; i < 3; i++) {
                FakePeer svc = accept("svc");
                assertThat(svc.takeTexts()).containsExactly("q");
                svc.disconnect();
                assertThat(answer.isOpen()).isTrue();
                stage.advance(Duration.ofSeconds(1));
            }
            FakePeer svc = accept("svc");
            svc.takeAll();
            svc.disconnect();
            assertThat(answer.error())
                    .isInstanceOf(PeerLostException.class)
                    .hasMessageContaining(svc.info().address());
        }

        @Test
        void aRequestThatWasNotFetchedYetGoesToAnotherPeerInOrder() {
            ReqSocket req = req().connect(stage.uri("svc2"));
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
        void anAnswerNobodyAskedForIsCounted() {
            ReqSocket req = req();
            FakePeer svc = accept("svc").deliverFrames("", "surprise");
            assertThat(svc.isUp()).isTrue();
            var statistics = stage.await(req.statistics());
            assertThat(statistics.dropped(DropReason.STALE_REPLY)).isEqualTo(1);
            assertThat(statistics.messagesReceived()).isZero();
        }

        @Test
        void anAnswerFromAnotherPeerIsNotTaken() {
            ReqSocket req = req().connect(stage.uri("svc2"));
            FakePeer one = accept("svc");
            FakePeer two = accept("svc2");
            Received<ZmqMessage> answer = ask(req, "q");
            FakePeer asked = one.takeAll().isEmpty() ? two : one;
            FakePeer other = asked == one ? two : one;
            other.deliverFrames("", "not yours");
            assertThat(answer.isOpen()).isTrue();
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
                stage.advance(Duration.ofSeconds(1));
            }
        }

        @Test
        void askingInsideAnAnswer() {
            ReqSocket req = req();
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer =
                    Received.of(req.request("1").flatMap(one -> req.request(one.text() + "2")), Long.MAX_VALUE);
            svc.take(1);
            svc.deliverFrames("", "a");
            assertThat(svc.takeTexts()).containsExactly("a2");
            svc.deliverFrames("", "b");
            assertThat(answer.texts()).containsExactly("b");
        }

        @Test
        void disconnectingTakesBackWhatWasNotSent() {
            ReqSocket req = req().connect(stage.uri("svc2"));
            FakePeer one = accept("svc");
            Received<ZmqMessage> answer = ask(req, "q");
            FakePeer two = accept("svc2");
            req.disconnect(stage.uri("svc"));
            stage.settle();
            assertThat(one.isUp()).isFalse();
            assertThat(two.takeTexts()).containsExactly("q");
            assertThat(answer.isOpen()).isTrue();
        }

        @Test
        void disconnectingFailsWhatWasSent() {
            ReqSocket req = req();
            FakePeer one = accept("svc");
            Received<ZmqMessage> answer = ask(req, "q");
            one.takeAll();
            req.disconnect(stage.uri("svc"));
            stage.settle();
            assertThat(answer.error()).isInstanceOf(PeerLostException.class);
        }
    }

    @Nested
    class Pipelined {

        private ReqSocket req(int maxInFlight) {
            return stage.zmq().req(o -> o.maxInFlight(maxInFlight)).connect(stage.uri("svc"));
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
        void noMoreAreUnderWayThanMayBe() {
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
        void theLinkIsCalledWithinALongBurstSoThatThePeerCanBeginBeforeItsEnd() {
            ReqSocket req = req(100);
            FakePeer svc = accept("svc");
            stage.call(() -> {
                for (int i = 0; i < 70; i++) {
                    req.request("q" + i).subscribe();
                }
                return true;
            });
            assertThat(svc.drains()).as("after 32 and 64").isEqualTo(2);
            assertThat(svc.takeAll()).hasSize(70);
        }

        @Test
        void aLateAnswerReachesNobodyElse() {
            ReqSocket req = req(2);
            FakePeer svc = accept("svc");
            Received<ZmqMessage> first = ask(req, "first");
            ZmqMessage late = svc.take(1).get(0);
            first.cancel();
            stage.settle();
            assertThat(svc.isUp()).isTrue();
            List<Received<ZmqMessage>> others = List.of(ask(req, "second"), ask(req, "third"));
            svc.deliver(answer(late, "too late"));

            assertThat(others).allSatisfy(other -> assertThat(other.isOpen()).isTrue());
            assertThat(first.count()).isZero();
            assertThat(stage.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                    .isEqualTo(1);
        }

        @Test
        void theSameAnswerTwiceCountsOnce() {
            ReqSocket req = req(2);
            FakePeer svc = accept("svc");
            Received<ZmqMessage> first = ask(req, "first");
            ZmqMessage request = svc.take(1).get(0);
            svc.deliver(answer(request, "a"), answer(request, "a"));
            assertThat(first.texts()).containsExactly("a");
            assertThat(stage.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                    .isEqualTo(1);
        }

        @Test
        void anAnswerWithAMadeUpNumberOrFormIsCounted() {
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
            var statistics = stage.await(req.statistics());
            assertThat(statistics.dropped(DropReason.STALE_REPLY)).isEqualTo(1);
            assertThat(statistics.dropped(DropReason.MALFORMED)).isEqualTo(5);
        }

        @Test
        void aLostPeerFailsWhatWasSentAndWhatWasNotGoesOnInOrder() {
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
            stage.advance(Duration.ofSeconds(1));
            assertThat(accept("svc").takeTexts()).containsExactly("q2", "q3", "q4", "q5");
        }

        @Test
        void anAnswerOverTheNextConnectionIsNotForARequestOfTheLast() {
            ReqSocket req = req(4);
            FakePeer svc = accept("svc");
            Received<ZmqMessage> answer = ask(req, "q");
            ZmqMessage request = svc.take(1).get(0);
            svc.disconnect();
            stage.advance(Duration.ofSeconds(1));
            accept("svc").deliver(answer(request, "a"));
            assertThat(answer.error()).isInstanceOf(PeerLostException.class);
            assertThat(stage.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                    .isEqualTo(1);
        }

        @Test
        void aFullPipeMakesRequestsWaitOutside() {
            ReqSocket req =
                    stage.zmq().req(o -> o.maxInFlight(10).sendHighWaterMark(2)).connect(stage.uri("svc"));
            FakePeer svc = accept("svc");
            for (int i = 0; i < 6; i++) {
                ask(req, "q" + i);
            }
            assertThat(stage.await(req.statistics()).sendQueue()).isEqualTo(2);
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
        void withCorrelateASingleRequestHasANumberAndItsWithdrawalCostsNothing() {
            ReqSocket req = stage.zmq().req(o -> o.correlate(true)).connect(stage.uri("svc"));
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
    }

    @Test
    void tooManyCallersAreAnError() {
        ReqSocket req = stage.zmq().req(o -> o.maxPendingSends(2)).connect(stage.uri("svc"));
        FakePeer svc = accept("svc");
        List<Received<ZmqMessage>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(ask(req, "q" + i));
        }
        assertThat(ask(req, "one too many").error())
                .isInstanceOf(TooManyPendingException.class)
                .hasMessageContaining("maxPendingSends");
        answers.get(2).cancel();
        assertThat(ask(req, "now there is a place").isOpen()).isTrue();
        svc.take(1);
        svc.deliverFrames("", "a");
        assertThat(ask(req, "and now again").isOpen()).isTrue();
        assertThat(ask(req, "but no more").error()).isInstanceOf(TooManyPendingException.class);
    }

    @Test
    void closingFailsEveryRequestAndDoesNotLingerForThem() {
        for (int inFlight : new int[] {1, 2}) {
            ReqSocket req = stage.zmq().req(o -> o.maxInFlight(inFlight)).connect(stage.uri("svc" + inFlight));
            FakePeer svc = accept("svc" + inFlight);
            Received<ZmqMessage> first = ask(req, "first");
            Received<ZmqMessage> second = ask(req, "second");
            Received<ZmqMessage> third = ask(req, "third");
            assertThat(stage.isOver(req.close())).isTrue();
            for (Received<ZmqMessage> answer : List.of(first, second, third, ask(req, "late"))) {
                assertThat(answer.error()).isInstanceOf(SocketClosedException.class);
            }
            assertThat(svc.isUp()).isFalse();
            assertThat(svc.takeAll()).isEmpty();
        }
    }

    @Test
    void aBoundReqAsksWhoeverComes() {
        ReqSocket req = stage.zmq().req();
        stage.await(req.bind(stage.uri("here")));
        Received<ZmqMessage> answer = ask(req, "q");
        FakePeer first = stage.at("here").connect();
        first.disconnect();
        FakePeer second = stage.at("here").connect();
        assertThat(second.takeTexts()).containsExactly("q");
        second.deliverFrames("", "a");
        assertThat(answer.texts()).containsExactly("a");
    }
}
