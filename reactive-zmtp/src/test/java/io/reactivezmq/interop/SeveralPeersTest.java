package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.JeroMqSocket;
import io.reactivezmq.testing.LibzmqSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One socket of ours, bound and connected, with two peers of libzmq and two of JeroMQ at once. */
@DisplayName("Peers of both implementations at one socket")
class SeveralPeersTest extends WithLibzmq {

    private static final int PEERS = 4;
    private static final int EACH = 100;

    private final List<ForeignSocket> peers = new ArrayList<>();

    @AfterEach
    void closePeers() {
        peers.stream().filter(JeroMqSocket.class::isInstance).forEach(ForeignSocket::close);
    }

    /** Sockets of this type; those that tell one are known by the id 0, 1, 2 or 3. */
    private void open(String type) {
        for (int i = 0; i < PEERS; i++) {
            ForeignSocket peer = i % 2 == 0 ? libzmq.socket(type) : new JeroMqSocket(type);
            peers.add(peer.set("ROUTING_ID", bytes("" + i)));
        }
    }

    /** Two of them connect, and to the other two we do. */
    private void join(ZmqSocket<?> ours) {
        for (int i = 0; i < PEERS; i++) {
            if (i < 2) {
                peers.get(i).connect(bind(ours));
            } else {
                ours.connect(peers.get(i).bind());
            }
            ours.awaitPeers(i + 1).block(LIMIT);
        }
    }

    private static List<ZmqMessage> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> ZmqMessage.of("" + i)).toList();
    }

    @Test
    @DisplayName("a PUSH gives to each in turn")
    void push() {
        open("PULL");
        PushSocket push = zmq.push();
        join(push);
        push.send(Flux.fromIterable(numbers(PEERS * EACH))).block(LIMIT);
        for (ForeignSocket pull : peers) {
            List<Integer> received = pull.receive(EACH).join().stream()
                    .map(message -> Integer.valueOf(message.text()))
                    .toList();
            for (int i = 1; i < EACH; i++) {
                assertThat(received.get(i)).isEqualTo(received.get(i - 1) + PEERS);
            }
        }
    }

    @Test
    @DisplayName("a PULL takes from each in turn")
    void pull() {
        open("PUSH");
        PullSocket pull = zmq.pull();
        join(pull);
        List<ZmqMessage> numbers = numbers(EACH);
        peers.forEach(push -> push.send(numbers).join());
        Await.until("all are here", () -> pull.statistics().block(LIMIT).receiveQueue() == PEERS * EACH);
        List<ZmqMessage> received =
                pull.receive().take(PEERS * EACH).collectList().block(LIMIT);
        for (int i = 0; i < EACH; i++) {
            List<ZmqMessage> round = received.subList(i * PEERS, (i + 1) * PEERS);
            assertThat(round).containsOnly(numbers.get(i));
            assertThat(new HashSet<>(round.stream().map(ZmqMessage::peer).toList()))
                    .hasSize(PEERS);
        }
    }

    @Test
    @DisplayName("a REQ asks each in turn")
    void req() {
        open("REP");
        ReqSocket req = zmq.req(o -> o.maxInFlight(PEERS * EACH));
        join(req);
        // Each answers with a word of its own, so that it is seen who was asked.
        for (int turn = 0; turn < PEERS; turn++) {
            List<CompletableFuture<ZmqMessage>> answers = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                answers.add(req.request("question " + i).toFuture());
            }
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                asked.add(peers.get(i).receive(1).join().get(0).text());
                peers.get(i).send(messages("answer to " + asked.get(i))).join();
            }
            assertThat(asked).containsExactlyInAnyOrder("question 0", "question 1", "question 2", "question 3");
            for (int i = 0; i < PEERS; i++) {
                assertThat(answers.get(i).join().text()).isEqualTo("answer to question " + i);
            }
        }
    }

    @Test
    @DisplayName("a REP answers the peer that asked")
    void rep() {
        open("REQ");
        RepSocket rep = zmq.rep();
        join(rep);
        rep.serve(Mono::just).subscribe();
        List<CompletableFuture<List<ZmqMessage>>> answers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            answers.add(peers.get(i).exchange(messages("a" + i, "b" + i, "c" + i), 1));
        }
        for (int i = 0; i < PEERS; i++) {
            assertThat(answers.get(i).join()).isEqualTo(messages("a" + i, "b" + i, "c" + i));
        }
    }

    @Test
    @DisplayName("a ROUTER finds each by its id")
    void router() {
        open("DEALER");
        RouterSocket router = zmq.router(o -> o.mandatory(true));
        join(router);
        for (int i = PEERS - 1; i >= 0; i--) {
            router.to(RoutingId.of("" + i)).send("task " + i).block(LIMIT);
        }
        for (int i = 0; i < PEERS; i++) {
            List<ZmqMessage> task = peers.get(i).receive(1).join();
            assertThat(task).isEqualTo(messages("task " + i));
            peers.get(i).send(task).join();
        }
        assertThat(router.receive().take(PEERS).collectList().block(LIMIT))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PEERS)
                        .mapToObj(i -> ZmqMessage.of("" + i, "task " + i))
                        .toList());
    }

    @Test
    @DisplayName("a PUB serves each as it wishes")
    void pub() {
        open("SUB");
        for (int i = 0; i < PEERS; i++) {
            // Everything, or what begins with 1, 2 or 3.
            peers.get(i).set("SUBSCRIBE", bytes(i == 0 ? "" : "" + i));
        }
        PubSocket pub = zmq.pub();
        join(pub);
        List<ZmqMessage> numbers = numbers(EACH);
        List<CompletableFuture<List<ZmqMessage>>> received = new ArrayList<>();
        // From the last: those that are bound subscribe when they are used, and libzmq's use one thread between them.
        for (int i = PEERS - 1; i >= 0; i--) {
            received.add(0, peers.get(i).receive(i == 0 ? EACH : 11));
        }
        pub.awaitSubscribers(PEERS).block(LIMIT);
        pub.send(Flux.fromIterable(numbers)).block(LIMIT);
        for (int i = 0; i < PEERS; i++) {
            String prefix = i == 0 ? "" : "" + i;
            assertThat(received.get(i).join())
                    .isEqualTo(numbers.stream()
                            .filter(number -> number.text().startsWith(prefix))
                            .toList());
        }
    }

    @Test
    @DisplayName("an XSUB and an XPUB of ours hand subscriptions up to four publishers, and all they publish down")
    void forwarder() {
        open("XPUB");
        XSubSocket xsub = zmq.xsub();
        join(xsub);
        XPubSocket xpub = zmq.xpub();
        zmq.proxy(xsub, xpub).run().subscribe();
        ForeignSocket sub = libzmq.socket("SUB").set("SUBSCRIBE", bytes("news")).connect(bind(xpub));
        for (ForeignSocket publisher : peers) {
            assertThat(publisher.receive(1).join()).isEqualTo(messages("\1news"));
            publisher.send(messages("old", "news", "newspaper")).join();
        }
        assertThat(sub.receive(2 * PEERS).join())
                .hasSize(2 * PEERS)
                .filteredOn(message -> message.text().equals("newspaper"))
                .hasSize(PEERS);
        sub.close();
        for (ForeignSocket publisher : peers) {
            assertThat(publisher.receive(1).join()).isEqualTo(messages("\0news"));
        }
    }

    @Test
    @DisplayName("a PAIR refuses a second one, talks on with the first, and takes the second when the first has left")
    void pair() {
        PairSocket pair = zmq.pair();
        EventLog events = EventLog.of(pair);
        var endpoint = bind(pair);
        LibzmqSocket first = libzmq.socket("PAIR").connect(endpoint);
        pair.awaitPeers(1).block(LIMIT);
        LibzmqSocket second = libzmq.socket("PAIR").connect(endpoint);
        assertThat(events.next(HandshakeFailed.class).cause()).isInstanceOf(PeerRefusedException.class);
        say(first, "hello");
        assertThat(pair.receiveOne().block(LIMIT).text()).isEqualTo("hello");
        pair.send("welcome").block(LIMIT);
        assertThat(hear(first).text()).isEqualTo("welcome");
        first.close();
        say(second, "at last");
        assertThat(pair.receiveOne().block(LIMIT).text()).isEqualTo("at last");
    }
}
