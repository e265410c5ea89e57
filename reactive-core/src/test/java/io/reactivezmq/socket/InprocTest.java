package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** The transport within a context. */
class InprocTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Both sockets on the same loop, which is run by hand: nothing is left to chance, and no loop runs endlessly. */
    @Nested
    class OnOneLoop {

        @RegisterExtension
        final SocketTestHarness harness = SocketTestHarness.byHand();

        private PullSocket pull(int highWaterMark) {
            PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(highWaterMark));
            harness.await(pull.bind("inproc://x"));
            return pull;
        }

        private PushSocket push(int highWaterMark) {
            return harness.zmq()
                    .push(o -> o.sendHighWaterMark(highWaterMark).linger(Duration.ofSeconds(1)))
                    .connect("inproc://x");
        }

        @Test
        void theTwoPipesTogetherAreTheBound() {
            pull(10);
            Source source = Source.named("m").eager();
            push(5).send(source).subscribe();
            harness.settle();
            assertThat(source.emitted()).isBetween(14L, 16L);
        }

        @Test
        void theSideThatComesFirstWaits() {
            PushSocket push = push(10);
            push.send("early").subscribe();
            harness.settle();
            assertThat(harness.timers()).isZero();
            assertThat(harness.await(pull(10).receiveOne()).text()).isEqualTo("early");
        }

        @Test
        void messagesAreHandedOverAsTheyAre() {
            PullSocket pull = pull(10);
            ZmqMessage message = ZmqMessage.of("a", "b");
            harness.await(push(10).send(message));
            ZmqMessage received = harness.await(pull.receiveOne());
            assertThat(received.unwrap(1)).isSameAs(message.unwrap(1));
            assertThat(received.peer().socketType()).isEqualTo("PUSH");
        }

        @Test
        void aNameIsBoundOnceAndAgainWhenItIsFree() {
            PullSocket pull = pull(10);
            Received<?> second = Received.of(harness.zmq().pull().bind("inproc://x"), 1);
            harness.settle();
            assertThat(second.error()).isInstanceOf(BindFailedException.class);
            harness.await(pull.unbind("inproc://x"));
            pull(10);
        }

        @Test
        void aSideThatLosesItsPeerWaitsForTheNext() {
            PullSocket first = pull(10);
            PushSocket push = push(10);
            harness.await(push.awaitPeers(1));
            harness.await(first.close());
            harness.await(push.send("for the next"));
            harness.advance(Duration.ofSeconds(1));
            PullSocket next = pull(10);
            assertThat(harness.await(next.receiveOne()).text()).isEqualTo("for the next");
        }

        @Test
        void aSocketThatIsClosedWithMessagesOnTheirWayComesToRest() {
            PullSocket pull = pull(0);
            PushSocket push = push(0);
            harness.await(push.awaitPeers(1));
            for (int i = 0; i < 3000; i++) {
                push.send("m" + i).subscribe();
            }
            Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> {
                if (message.text().equals("m100")) {
                    pull.close();
                }
            });
            harness.settle();
            assertThat(received.isCompleted()).isTrue();
            push.close();
            harness.settle();
        }

        @Test
        void typesThatDoNotFitRefuseEachOther() {
            PullSocket pull = pull(10);
            Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
            SubSocket sub = harness.zmq().sub().connect("inproc://x");
            Received<SocketEvent> others = Received.of(sub.events(), Long.MAX_VALUE);
            harness.settle();
            assertThat(events.values())
                    .filteredOn(SocketEvent.HandshakeFailed.class::isInstance)
                    .isNotEmpty();
            assertThat(others.values())
                    .filteredOn(SocketEvent.HandshakeFailed.class::isInstance)
                    .first()
                    .isInstanceOfSatisfying(
                            SocketEvent.HandshakeFailed.class,
                            event -> assertThat(event.cause()).isInstanceOf(PeerRefusedException.class));
            sub.close();
            harness.settle();
        }

        @Test
        void aConnectTakenBackAtOnceLeavesNothingBehind() {
            PullSocket pull = pull(10);
            PushSocket push = harness.zmq().push(o -> o.linger(Duration.ZERO));
            harness.run(() -> {
                push.connect("inproc://x");
                push.disconnect("inproc://x");
            });
            harness.settle();
            assertThat(harness.await(push.statistics()).peers()).isEmpty();
            assertThat(harness.await(pull.statistics()).peers()).isEmpty();
            assertThat(harness.isOver(push.awaitPeers(1))).isFalse();
        }

        @Test
        void disconnectingOnThePeersComingLeavesNothingBehind() {
            PullSocket pull = pull(10);
            PushSocket push = harness.zmq().push();
            push.awaitPeers(1)
                    .doOnSuccess(done -> push.disconnect("inproc://x"))
                    .subscribe();
            push.connect("inproc://x");
            harness.settle();
            assertThat(harness.await(push.statistics()).peers()).isEmpty();
            assertThat(harness.await(pull.statistics()).peers()).isEmpty();
        }

        @Test
        void subscriptionsTravelPastAFullPipe() {
            PubSocket pub = harness.zmq().pub();
            harness.await(pub.bind("inproc://feed"));
            SubSocket sub = harness.zmq()
                    .sub(o -> o.receiveHighWaterMark(1))
                    .connect("inproc://feed")
                    .subscribe("a");
            harness.await(pub.awaitSubscribers(1));
            for (int i = 0; i < 5; i++) {
                harness.await(pub.send("a" + i));
            }
            sub.subscribe("b");
            harness.settle();
            harness.await(pub.send("b"));
            Received<ZmqMessage> received = Received.of(sub.receive(), Long.MAX_VALUE);
            harness.settle();
            assertThat(received.texts()).containsExactly("a0", "a1", "a2", "a3", "a4", "b");
        }

        @Test
        void requestsAndAnswers() {
            RepSocket rep = harness.zmq().rep();
            harness.await(rep.bind("inproc://svc"));
            rep.serve(request -> Mono.just(ZmqMessage.of("re: " + request.text())))
                    .subscribe();
            ReqSocket req = harness.zmq().req(o -> o.maxInFlight(8)).connect("inproc://svc");
            Received<String> answers = Received.of(
                    Flux.range(0, 100).flatMap(i -> req.request("q" + i)).map(ZmqMessage::text), Long.MAX_VALUE);
            harness.settle();
            assertThat(answers.count()).isEqualTo(100);
            assertThat(answers.values()).contains("re: q0", "re: q99");
        }

        @Test
        void aRouterKnowsItsPeersByTheIdsTheyAnnounce() {
            RouterSocket router = harness.zmq().router();
            harness.await(router.bind("inproc://router"));
            DealerSocket dealer =
                    harness.zmq().dealer(o -> o.routingId("alice")).connect("inproc://router");
            harness.await(dealer.send("hello"));
            assertThat(harness.await(router.receiveOne())).isEqualTo(ZmqMessage.of("alice", "hello"));
            harness.await(router.send(ZmqMessage.of("alice", "hi")));
            assertThat(harness.await(dealer.receiveOne()).text()).isEqualTo("hi");
        }
    }

    /** Sockets on loops with threads of their own. */
    @Nested
    class AcrossLoops {

        private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

        @BeforeEach
        void listen() {
            Hooks.onErrorDropped(dropped::add);
        }

        @AfterEach
        void nothingWentNowhere() {
            Hooks.resetOnErrorDropped();
            dropped.removeIf(error -> error.getCause() instanceof SocketClosedException);
            assertThat(dropped).isEmpty();
        }

        @Test
        void nothingIsLostAndNothingStallsHoweverSmallTheMarks() {
            ZmqContext zmq = ZmqContext.create(o -> o.loops(2));
            for (int mark : new int[] {1, 2, 7, 100}) {
                int total = 30_000;
                PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(mark));
                PushSocket push = zmq.push(o -> o.sendHighWaterMark(mark));
                pull.bind("inproc://mark" + mark).block(PATIENCE);
                push.connect("inproc://mark" + mark);
                Received<ZmqMessage> received = Received.of(pull.receive(), 1, (self, message) -> self.request(1));
                push.send(Flux.range(0, total).map(i -> ZmqMessage.of("" + i))).block(PATIENCE);
                received.await(total);
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < total; i++) {
                    expected.add("" + i);
                }
                assertThat(received.texts()).isEqualTo(expected);
            }
            zmq.close().block(PATIENCE);
        }

        @Test
        void connectingAndClosingInAnyOrderAlwaysEnds() {
            for (int i = 0; i < 200; i++) {
                ZmqContext zmq = ZmqContext.create(o -> o.loops(3));
                PullSocket pull = zmq.pull();
                PushSocket push = zmq.push(o -> o.linger(Duration.ZERO)).connect("inproc://race");
                pull.bind("inproc://race").subscribe(null, closed -> {});
                push.send("m").subscribe(null, closed -> {});
                if (i % 3 == 0) {
                    push.disconnect("inproc://race");
                } else if (i % 3 == 1) {
                    pull.close();
                }
                zmq.close().block(PATIENCE);
                assertThat(push.isClosed()).isTrue();
            }
        }
    }
}
