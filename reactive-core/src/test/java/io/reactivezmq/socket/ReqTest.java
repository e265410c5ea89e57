package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** REQ with one request at a time: each request goes to the next peer, and each answer to its own request. */
class ReqTest extends ReqFixture {

    @Test
    void requestsAndAnswersHaveAnEmptyDelimiterFrame() {
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
    void requestsAreSentOneAtATimeInOrder() {
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
    void aRequestWaitsForAPeerWhoseHandshakeIsFinished() {
        ReqSocket req = req();
        Received<ZmqMessage> answer = ask(req, "q");
        assertThat(harness.await(req.statistics()).sendQueue()).isZero();
        FakePeer svc = accept("svc");
        assertThat(svc.takeTexts()).containsExactly("q");
        assertThat(answer.isOpen()).isTrue();
    }

    @Test
    void eachSubscriptionSendsTheRequestAndNothingElseDoes() {
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
        harness.settle();
        assertThat(answer.texts()).containsExactly("a");
        assertThat(answer.isCompleted()).isTrue();
    }

    @Test
    void demandOfZeroFailsItsRequestAlone() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> early = Received.of(req.request("q"), 0);
        svc.takeAll();
        svc.deliverFrames("", "a");
        early.request(0);
        harness.settle();
        assertThat(early.error()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        Received<ZmqMessage> pending = Received.of(req.request("never sent"), 0);
        pending.request(-1);
        harness.settle();
        assertThat(pending.error()).isInstanceOf(IllegalArgumentException.class);
        assertThat(pending.count() + early.count()).isZero();
        harness.advance(Duration.ofSeconds(1));

        FakePeer now = svc.isUp() ? svc : accept("svc");
        Received<ZmqMessage> next = Received.of(req.request("next"), 1);
        assertThat(now.takeTexts()).endsWith("next");
        now.deliverFrames("", "answer");
        assertThat(next.texts()).containsExactly("answer");
    }

    @Test
    void concatenatedRequestsEmitNoMoreThanTheDemand() {
        ReqSocket req = req();
        FakePeer svc = accept("svc");
        Received<ZmqMessage> answers = Received.of(Flux.range(0, 3).concatMap(i -> req.request("q" + i)), 1);
        for (int i = 0; i < 3; i++) {
            svc.take(5).forEach(request -> svc.deliver(answer(request, "a")));
            assertThat(answers.count()).isEqualTo(i + 1);
            answers.request(1);
            harness.settle();
        }
    }

    @Test
    void aRequestFromInsideAnAnswerIsSent() {
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
    void anUnsolicitedAnswerIsDroppedAndCounted() {
        ReqSocket req = req();
        FakePeer svc = accept("svc").deliverFrames("", "surprise");
        assertThat(svc.isUp()).isTrue();
        var statistics = harness.await(req.statistics());
        assertThat(statistics.dropped(DropReason.STALE_REPLY)).isEqualTo(1);
        assertThat(statistics.messagesReceived()).isZero();
    }

    @Test
    void anAnswerFromAnotherPeerIsNotTaken() {
        ReqSocket req = req().connect(harness.uri("svc2"));
        FakePeer one = accept("svc");
        FakePeer two = accept("svc2");
        Received<ZmqMessage> answer = ask(req, "q");
        FakePeer asked = one.takeAll().isEmpty() ? two : one;
        FakePeer other = asked == one ? two : one;
        other.deliverFrames("", "not yours");
        assertThat(answer.isOpen()).isTrue();
    }

    @Test
    void peersTakeTurns() {
        ReqSocket req = req().connect(harness.uri("svc2"));
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
        throw new AssertionError("no peer was asked");
    }

    @Test
    void peersAreAskedInTheOrderOfConnect() {
        ReqSocket req = req();
        List<String> names = List.of("svc", "svc1", "svc2", "svc3");
        names.stream().skip(1).forEach(name -> req.connect(harness.uri(name)));
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
    void aNewPeerWaitsForItsTurnAndAReconnectedPeerKeepsItsPlace() {
        ReqSocket req = req().connect(harness.uri("svc1"));
        Map<String, FakePeer> peers = new LinkedHashMap<>();
        peers.put("svc", accept("svc"));
        peers.put("svc1", accept("svc1"));
        assertThat(asked(req, peers)).isEqualTo("svc");
        req.connect(harness.uri("svc2"));
        peers.put("svc2", accept("svc2"));
        for (String next : List.of("svc1", "svc2", "svc")) {
            assertThat(asked(req, peers)).isEqualTo(next);
        }
        peers.remove("svc1").disconnect();
        for (String next : List.of("svc2", "svc")) {
            assertThat(asked(req, peers)).isEqualTo(next);
        }
        harness.advance(Duration.ofSeconds(1));
        peers.put("svc1", accept("svc1"));
        for (String next : List.of("svc1", "svc2", "svc")) {
            assertThat(asked(req, peers)).isEqualTo(next);
        }
        req.disconnect(harness.uri("svc1"));
        for (String next : List.of("svc2", "svc", "svc2")) {
            assertThat(asked(req, peers)).isEqualTo(next);
        }
    }

    @Test
    void requestsBeyondMaxPendingSendsFail() {
        ReqSocket req = harness.zmq().req(o -> o.maxPendingSends(2)).connect(harness.uri("svc"));
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionResetByTheSocketIsDialedAgainDespiteItsSettings(boolean never) {
        ReqSocket req = harness.zmq()
                .req(o -> {
                    if (never) {
                        o.reconnectInterval(Duration.ZERO);
                    } else {
                        o.reconnectWhen(failure -> false);
                    }
                })
                .connect(harness.uri("svc"));
        FakePeer first = accept("svc");
        Received<ZmqMessage> withdrawn = ask(req, "withdrawn");
        first.take(1);
        withdrawn.cancel();
        harness.settle();
        assertThat(first.isUp()).isFalse();
        FakePeer second = accept("svc");
        Received<ZmqMessage> answer = ask(req, "next");
        assertThat(second.takeTexts()).containsExactly("next");
        second.deliver(ZmqMessage.of("", "answer"));
        assertThat(answer.texts()).containsExactly("answer");
        second.disconnect();
        harness.advance(Duration.ofMinutes(1));
        assertThat(harness.at("svc").isDialed())
                .as("after a loss it does not come back")
                .isFalse();
    }

    @Test
    void closingFailsEveryRequestAndDoesNotLingerForThem() {
        for (int inFlight : new int[] {1, 2}) {
            ReqSocket req = harness.zmq().req(o -> o.maxInFlight(inFlight)).connect(harness.uri("svc" + inFlight));
            FakePeer svc = accept("svc" + inFlight);
            Received<ZmqMessage> first = ask(req, "first");
            Received<ZmqMessage> second = ask(req, "second");
            Received<ZmqMessage> third = ask(req, "third");
            assertThat(harness.isOver(req.close())).isTrue();
            for (Received<ZmqMessage> answer : List.of(first, second, third, ask(req, "late"))) {
                assertThat(answer.error()).isInstanceOf(SocketClosedException.class);
            }
            assertThat(svc.isUp()).isFalse();
            assertThat(svc.takeAll()).isEmpty();
        }
    }

    @Test
    void aBoundReqSendsToAPeerThatConnects() {
        ReqSocket req = harness.zmq().req();
        harness.await(req.bind(harness.uri("here")));
        Received<ZmqMessage> answer = ask(req, "q");
        FakePeer first = harness.at("here").connect();
        first.disconnect();
        FakePeer second = harness.at("here").connect();
        assertThat(second.takeTexts()).containsExactly("q");
        second.deliverFrames("", "a");
        assertThat(answer.texts()).containsExactly("a");
    }
}
