package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.LibzmqSocket.Numbers;
import io.reactivezmq.testing.Numbered;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

@DisplayName("Options of ROUTER and REQ, with libzmq")
class RoutingOptionsTest extends WithLibzmq {

    private static final RoutingId WORKER = RoutingId.of("worker");

    // ZMQ_PROBE_ROUTER

    @ParameterizedTest(name = "probe: a ROUTER of libzmq learns of our {0}, and may speak first")
    @ValueSource(strings = {"REQ", "DEALER", "ROUTER"})
    void probe(String type) {
        LibzmqSocket router = libzmq.socket("ROUTER");
        ZmqSocket<?> ours = switch (type) {
            case "REQ" -> zmq.req(o -> o.probeRouter(true).routingId("ours"));
            case "DEALER" -> zmq.dealer(o -> o.probeRouter(true).routingId("ours"));
            default -> zmq.router(o -> o.probeRouter(true).routingId("ours"));
        };
        ours.connect(router.bind());
        assertThat(hear(router)).isEqualTo(ZmqMessage.of("ours", ""));
        if (ours instanceof DealerSocket dealer) {
            say(router, "ours", "task");
            assertThat(dealer.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("task"));
        }
        if (ours instanceof ReqSocket req) {
            CompletableFuture<ZmqMessage> answer = req.request("question").toFuture();
            assertThat(hear(router)).isEqualTo(ZmqMessage.of("ours", "", "question"));
            say(router, "ours", "", "answer");
            assertThat(answer).succeedsWithin(LIMIT).isEqualTo(ZmqMessage.of("answer"));
        }
    }

    @ParameterizedTest(name = "probe: our ROUTER learns of libzmq''s {0}")
    @ValueSource(strings = {"REQ", "DEALER", "ROUTER"})
    void probeByLibzmq(String type) {
        RouterSocket router = zmq.router();
        LibzmqSocket theirs =
                libzmq.socket(type).set("ROUTING_ID", WORKER.bytes()).set("PROBE_ROUTER", 1);
        theirs.connect(bind(router));
        assertThat(router.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("worker", ""));
        if (type.equals("DEALER")) {
            router.to(WORKER).send("task").block(LIMIT);
            assertThat(hear(theirs)).isEqualTo(ZmqMessage.of("task"));
        }
    }

    // ZMQ_CONNECT_ROUTING_ID

    @ParameterizedTest(name = "given id: our ROUTER knows libzmq''s {0} by it, whatever that announces")
    @ValueSource(strings = {"DEALER", "ROUTER"})
    void givenId(String type) {
        RouterSocket router = zmq.router(o -> o.mandatory(true).routingId("ours"));
        LibzmqSocket theirs = libzmq.socket(type).set("ROUTING_ID", bytes("announced"));
        router.connect(theirs.bind().uri(), RoutingId.of("given")).awaitPeers(1).block(LIMIT);
        router.send(ZmqMessage.of("given", "task")).block(LIMIT);
        ZmqMessage task = hear(theirs);
        assertThat(task.text()).isEqualTo("task");
        theirs.send(List.of(task)).join();
        ZmqMessage back = router.receiveOne().block(LIMIT);
        assertThat(back).isEqualTo(ZmqMessage.of("given", "task"));
        assertThat(back.peer().announcedId()).isEqualTo(bytes("announced"));
        assertThatThrownBy(() -> router.send(ZmqMessage.of("announced", "task")).block(LIMIT))
                .isInstanceOf(UnroutableException.class);
    }

    @Test
    @DisplayName("given id: libzmq's ROUTER may give our DEALER one")
    void givenIdByLibzmq() {
        DealerSocket dealer = zmq.dealer(o -> o.routingId("announced"));
        LibzmqSocket router = libzmq.socket("ROUTER")
                .set("CONNECT_ROUTING_ID", bytes("given"))
                .connect(bind(dealer));
        say(router, "given", "task");
        assertThat(dealer.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("task"));
        dealer.send("done").block(LIMIT);
        assertThat(hear(router)).isEqualTo(ZmqMessage.of("given", "done"));
    }

    // ZMQ_ROUTER_HANDOVER

    @Test
    @DisplayName("handover: the newest of libzmq's DEALERs with an id has it, and what the older one sent is kept")
    void handover() {
        RouterSocket router = zmq.router(o -> o.handover(true));
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        LibzmqSocket first = libzmq.socket("DEALER").set("ROUTING_ID", WORKER.bytes());
        // It would come back and take the id over in its turn.
        first.set("RECONNECT_IVL", -1).connect(endpoint);
        events.next(HandshakeSucceeded.class);
        first.send(messages("1", "2", "3")).join();
        Await.until("they are here", () -> router.statistics().block(LIMIT).messagesReceived() == 3);

        LibzmqSocket second =
                libzmq.socket("DEALER").set("ROUTING_ID", WORKER.bytes()).connect(endpoint);
        events.next(HandshakeSucceeded.class);
        assertThat(events.await(Disconnected.class, event -> true).cause())
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("handed over");
        router.to(WORKER).send("task").block(LIMIT);
        assertThat(hear(second)).isEqualTo(ZmqMessage.of("task"));
        say(second, "4");
        assertThat(router.receive().take(4).map(ZmqMessage::text).collectList().block(LIMIT))
                .containsSubsequence("1", "2", "3")
                .contains("4");
    }

    @Test
    @DisplayName("handover by libzmq: the newest of our DEALERs with an id is served")
    void handoverByLibzmq() {
        LibzmqSocket router = libzmq.socket("ROUTER").set("ROUTER_HANDOVER", 1);
        Endpoint endpoint = router.bind();
        DealerSocket first = zmq.dealer(o -> o.routingId("worker").reconnectWhen(failure -> false));
        first.connect(endpoint).send("first").block(LIMIT);
        assertThat(hear(router)).isEqualTo(ZmqMessage.of("worker", "first"));
        DealerSocket second = zmq.dealer(o -> o.routingId("worker"));
        second.connect(endpoint).send("second").block(LIMIT);
        assertThat(hear(router)).isEqualTo(ZmqMessage.of("worker", "second"));
        say(router, "worker", "task");
        assertThat(second.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("task"));
    }

    // ZMQ_ROUTER_MANDATORY

    @Test
    @DisplayName("mandatory: an unknown peer, and one that has left, are errors")
    void mandatoryUnknown() {
        RouterSocket router = zmq.router(o -> o.mandatory(true));
        Endpoint endpoint = bind(router);
        ZmqMessage task = ZmqMessage.of("worker", "task");
        assertThatThrownBy(() -> router.send(task).block(LIMIT)).isInstanceOf(UnroutableException.class);

        EventLog events = EventLog.of(router);
        LibzmqSocket dealer = libzmq.socket("DEALER").set("ROUTING_ID", WORKER.bytes());
        dealer.connect(endpoint);
        events.next(HandshakeSucceeded.class);
        router.send(task).block(LIMIT);
        assertThat(hear(dealer)).isEqualTo(ZmqMessage.of("task"));
        dealer.close();
        events.next(Disconnected.class);
        assertThatThrownBy(() -> router.send(task).block(LIMIT)).isInstanceOf(UnroutableException.class);
        assertThat(router.statistics().block(LIMIT).dropped()).isZero();
    }

    @Test
    @DisplayName(
            "mandatory: a peer that does not read is an error when its pipe is full, and gets all that was accepted")
    void mandatoryFull() {
        int buffer = 16 * 1024;
        RouterSocket router =
                zmq.router(o -> o.mandatory(true).sendHighWaterMark(10).sendBuffer(buffer));
        LibzmqSocket dealer = libzmq.socket("DEALER")
                .set("ROUTING_ID", WORKER.bytes())
                .set("RCVHWM", 1)
                .set("RCVBUF", buffer);
        dealer.connect(bind(router));
        router.awaitPeers(1).block(LIMIT);
        int[] accepted = {0};
        assertThatThrownBy(() -> {
                    while (accepted[0] < 100_000) {
                        router.send(Numbered.message(accepted[0], 4096).prepend(WORKER.bytes()))
                                .block(LIMIT);
                        accepted[0]++;
                    }
                })
                .isInstanceOf(PeerFullException.class);
        assertThat(accepted[0]).isGreaterThan(10);
        assertThat(dealer.receiveNumbers(accepted[0]).join()).isEqualTo(new Numbers(0, accepted[0] - 1, 0));
        router.send(ZmqMessage.of("worker", "goes on")).block(LIMIT);
        assertThat(hear(dealer)).isEqualTo(ZmqMessage.of("goes on"));
    }

    @Test
    @DisplayName("mandatory at libzmq: our DEALER is unknown to it once it has left")
    void mandatoryAtLibzmq() {
        LibzmqSocket router = libzmq.socket("ROUTER").set("ROUTER_MANDATORY", 1);
        DealerSocket dealer = zmq.dealer(o -> o.routingId("worker")).connect(router.bind());
        dealer.send("hello").block(LIMIT);
        assertThat(hear(router)).isEqualTo(ZmqMessage.of("worker", "hello"));
        say(router, "worker", "task");
        assertThat(dealer.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("task"));
        dealer.close().block(LIMIT);
        Await.until("it is unknown", () -> {
            try {
                say(router, "worker", "too late");
                return false;
            } catch (RuntimeException refused) {
                assertThat(refused).hasMessageContaining("Host unreachable");
                return true;
            }
        });
    }

    // ZMQ_REQ_CORRELATE, ZMQ_REQ_RELAXED

    @Test
    @DisplayName("correlated: the late answer to a withdrawn request is dropped, over the same connection")
    void correlated() {
        LibzmqSocket router = libzmq.socket("ROUTER");
        ReqSocket req = zmq.req(o -> o.correlate(true)).connect(router.bind());
        Disposable withdrawn = req.request("first").subscribe();
        ZmqMessage first = hear(router);
        assertThat(first.frameCount()).as("id, number, delimiter, body").isEqualTo(4);
        withdrawn.dispose();
        CompletableFuture<ZmqMessage> answer = req.request("second").toFuture();
        ZmqMessage second = hear(router);
        assertThat(second.text(0)).isEqualTo(first.text(0));
        assertThat(second.unwrap(1)).isNotEqualTo(first.unwrap(1));
        router.send(List.of(first, second)).join();
        assertThat(answer).succeedsWithin(LIMIT).isEqualTo(ZmqMessage.of("second"));
        assertThat(req.statistics().block(LIMIT).dropped(DropReason.STALE_REPLY))
                .isOne();
    }

    @Test
    @DisplayName("in lockstep: withdrawing a request costs the connection, and its answer goes nowhere")
    void lockstep() {
        LibzmqSocket router = libzmq.socket("ROUTER");
        ReqSocket req = zmq.req().connect(router.bind());
        Disposable withdrawn = req.request("first").subscribe();
        ZmqMessage first = hear(router);
        assertThat(first.frameCount()).as("id, delimiter, body").isEqualTo(3);
        withdrawn.dispose();
        CompletableFuture<ZmqMessage> answer = req.request("second").toFuture();
        ZmqMessage second = hear(router);
        assertThat(second.unwrap(0)).as("another connection").isNotEqualTo(first.unwrap(0));
        router.send(List.of(first, second)).join();
        assertThat(answer).succeedsWithin(LIMIT).isEqualTo(ZmqMessage.of("second"));
    }

    @Test
    @DisplayName("a relaxed REQ of libzmq asks again before it is answered, and gets the answer to what it asked last")
    void relaxed() {
        RepSocket rep = zmq.rep();
        LibzmqSocket req = libzmq.socket("REQ").set("REQ_RELAXED", 1).set("REQ_CORRELATE", 1);
        req.connect(bind(rep));
        req.send(messages("first", "second")).join();
        List<RepRequest> requests = rep.requests().take(2).collectList().block(LIMIT);
        for (RepRequest request : requests) {
            request.reply(ZmqMessage.of("answer to " + request.message().text()));
        }
        assertThat(hear(req)).isEqualTo(ZmqMessage.of("answer to second"));
        assertThat(req.exchange(messages("third"), 1)).as("and goes on").satisfies(third -> {
            rep.requests().take(1).doOnNext(it -> it.reply(it.message())).blockLast(LIMIT);
            assertThat(third.join()).isEqualTo(messages("third"));
        });
    }
}
