package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.LibzmqSocket.Numbers;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

@DisplayName("Queues to and from libzmq: high-water marks, conflation, counters")
class QueueOptionsTest extends WithLibzmq {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int KERNEL_BUFFER = 16 * 1024;
    private static final int MESSAGE = 1024;

    private static SocketStatistics statistics(ZmqSocket<?> socket) {
        return socket.statistics().block(LIMIT);
    }

    private static List<ZmqMessage> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Numbered.message(i, MESSAGE))
                .toList();
    }

    // ZMQ_SNDHWM, ZMQ_RCVHWM, changed while in use

    @Test
    @DisplayName("a send mark that is raised and lowered: the queue follows, and libzmq gets all in order")
    void sendMark() {
        PushSocket push =
                zmq.push(o -> o.sendHighWaterMark(10).sendBuffer(KERNEL_BUFFER).linger(Duration.ZERO));
        LibzmqSocket pull = libzmq.socket("PULL").set("RCVHWM", 10).set("RCVBUF", KERNEL_BUFFER);
        push.connect(pull.bind()).awaitPeers(1).block(LIMIT);
        AtomicLong made = new AtomicLong();
        Disposable sending = push.send(Numbered.endless(made, MESSAGE)).subscribe();
        assertQueueSettles(push, made, 10);

        push.highWaterMarks(500, 0);
        Await.until("the queue grows", () -> statistics(push).sendQueue() > 100);
        assertQueueSettles(push, made, 500);
        int queued = statistics(push).sendQueue();
        push.highWaterMarks(20, 0);
        int count = (int) Await.settled(QUIET, made::get) + 1000;
        assertThat(statistics(push).sendQueue()).as("nothing is dropped").isEqualTo(queued);

        assertThat(pull.receiveNumbers(count).join()).isEqualTo(new Numbers(0, count - 1, 0));
        assertQueueSettles(push, made, 20);
        assertThat(statistics(push).dropped()).isZero();
        sending.dispose();
    }

    /** At the mark, or as much below it as is not asked for at once: room is reported in halves. */
    private static void assertQueueSettles(PushSocket push, AtomicLong made, int mark) {
        Await.until("the queue is filled", () -> statistics(push).sendQueue() >= mark - mark / 2);
        Await.settled(QUIET, made::get);
        Await.until("the queue is at the mark", () -> {
            int queued = statistics(push).sendQueue();
            return queued >= mark - mark / 2 && queued <= mark;
        });
    }

    @Test
    @DisplayName("a receive mark that is raised and lowered: the queue follows, and we get all in order")
    void receiveMark() {
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(10).receiveBuffer(KERNEL_BUFFER));
        LibzmqSocket push = libzmq.socket("PUSH").set("SNDHWM", 10).set("SNDBUF", KERNEL_BUFFER);
        push.connect(bind(pull));
        List<ZmqMessage> all = numbered(5000);
        CompletableFuture<Void> sent = push.send(all);
        Await.until("the mark is reached", () -> statistics(pull).receiveQueue() == 10);
        assertThat(Await.settled(QUIET, () -> statistics(pull).messagesReceived()))
                .isEqualTo(10);

        pull.highWaterMarks(0, 500);
        Await.until("the queue grows", () -> statistics(pull).receiveQueue() == 500);
        pull.highWaterMarks(0, 20);
        assertThat(Await.settled(QUIET, () -> statistics(pull).receiveQueue()))
                .as("nothing is dropped")
                .isEqualTo(500);
        assertThat(sent).as("libzmq feels it").isNotDone();

        assertThat(pull.receive().take(1000).collectList().block(LIMIT)).isEqualTo(all.subList(0, 1000));
        Await.until("it is filled again", () -> statistics(pull).receiveQueue() == 20);
        assertThat(pull.receive().take(4000).collectList().block(LIMIT)).isEqualTo(all.subList(1000, 5000));
        sent.join();
        assertThat(statistics(pull).dropped()).isZero();
    }

    // ZMQ_CONFLATE

    @Test
    @DisplayName("conflated: of what libzmq's PUSH sends, the newest is kept, whole")
    void conflatedPull() {
        PullSocket pull = zmq.pull(o -> o.conflate(true));
        LibzmqSocket push = libzmq.socket("PUSH").connect(bind(pull));
        push.send(versions(100)).join();
        assertKeepsTheLast(pull, pull);
    }

    @Test
    @DisplayName("conflated: of what libzmq publishes, the newest is kept, whole")
    void conflatedSub() {
        LibzmqSocket xpub = libzmq.socket("XPUB");
        SubSocket sub = zmq.sub(o -> o.conflate(true)).subscribe("version").connect(xpub.bind());
        hear(xpub);
        xpub.send(versions(100)).join();
        assertKeepsTheLast(sub, sub);
    }

    private static List<ZmqMessage> versions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> ZmqMessage.of("version", "", "" + i))
                .toList();
    }

    private static void assertKeepsTheLast(ZmqSocket<?> socket, MessageReceiver receiving) {
        Await.until("all are here", () -> statistics(socket).messagesReceived() == 100);
        assertThat(statistics(socket).receiveQueue()).isOne();
        assertThat(statistics(socket).dropped()).isZero();
        assertThat(receiving.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("version", "", "100"));
        assertThat(statistics(socket).receiveQueue()).isZero();
    }

    @ParameterizedTest(name = "conflated: of what waits in a {0} for libzmq to come up, it gets the newest")
    @CsvSource({"PUSH, PULL", "DEALER, DEALER"})
    void conflatedSender(String type, String peer) {
        MessageSender ours = type.equals("PUSH")
                ? zmq.push(o -> o.conflate(true).reconnectInterval(Duration.ofMillis(20)))
                : zmq.dealer(o -> o.conflate(true).reconnectInterval(Duration.ofMillis(20)));
        String endpoint = Ports.freeEndpoint();
        ((ZmqSocket<?>) ours).connect(endpoint);
        ours.send(Flux.fromIterable(versions(100))).block(LIMIT);
        LibzmqSocket theirs = libzmq.socket(peer);
        theirs.bind(endpoint);
        assertThat(hear(theirs)).isEqualTo(ZmqMessage.of("version", "", "100"));
        ours.send("one more").block(LIMIT);
        assertThat(hear(theirs)).isEqualTo(ZmqMessage.of("one more"));
    }

    @Test
    @DisplayName("conflated: a SUB of libzmq that reads late gets what is under way, and then the newest")
    void conflatedPub() {
        PubSocket pub = zmq.pub(o -> o.conflate(true).sendBuffer(KERNEL_BUFFER).linger(Duration.ZERO));
        LibzmqSocket sub = libzmq.socket("SUB").set("RCVHWM", 1).set("RCVBUF", KERNEL_BUFFER);
        sub.set("SUBSCRIBE", new byte[0]).connect(bind(pub));
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(Numbered.message(0, MESSAGE)).block(LIMIT);
        Await.until(
                "the first is not replaced by those after it",
                () -> statistics(pub).messagesSent() == 1);
        int published = 1;
        while (published < 100_000 && statistics(pub).messagesSent() > published - 100) {
            pub.send(Numbered.message(published++, MESSAGE)).block(LIMIT);
        }
        // The peer's process may read on at any moment, so only the sum of what is sent and queued stays.
        SocketStatistics end = statistics(pub);
        assertThat(end.sendQueue()).isLessThanOrEqualTo(1);
        assertThat(end.dropped()).isZero();
        Numbers received =
                sub.receiveNumbers((int) (end.messagesSent() + end.sendQueue())).join();
        assertThat(received.first()).isZero();
        assertThat(received.jumps()).isPositive();
        assertThat(received.last()).isEqualTo(published - 1);
    }

    // Counters

    @Test
    @DisplayName("a PUB counts for each SUB what it sent to it")
    void perSubscriber() {
        PubSocket pub = zmq.pub();
        Endpoint endpoint = bind(pub);
        LibzmqSocket a = libzmq.socket("SUB").set("SUBSCRIBE", bytes("a")).set("SUBSCRIBE", bytes("aa"));
        LibzmqSocket b = libzmq.socket("SUB").set("SUBSCRIBE", bytes("b"));
        a.connect(endpoint);
        b.connect(endpoint);
        Await.until("both have subscribed", () -> bySubscriptions(pub).keySet().equals(Set.of(1, 2)));
        pub.send(Flux.fromIterable(messages("aa", "b", "a", "c", "aaa", "bb", "a")))
                .block(LIMIT);
        assertThat(a.receive(4).join()).isEqualTo(messages("aa", "a", "aaa", "a"));
        assertThat(b.receive(2).join()).isEqualTo(messages("b", "bb"));
        Map<Integer, PeerStatistics> peers = bySubscriptions(pub);
        assertThat(peers.get(2).messagesSent()).isEqualTo(4);
        assertThat(peers.get(1).messagesSent()).isEqualTo(2);
        assertThat(peers.get(2).bytesSent() - peers.get(1).bytesSent())
                .as("four frames make 15 bytes, two make 7, behind the same handshake")
                .isEqualTo(8);
        assertThat(statistics(pub).messagesSent()).isEqualTo(6);
    }

    private static Map<Integer, PeerStatistics> bySubscriptions(PubSocket pub) {
        return statistics(pub).peers().stream()
                .collect(Collectors.toMap(PeerStatistics::subscriptions, Function.identity(), (one, other) -> one));
    }

    @Test
    @DisplayName("a ROUTER counts for each DEALER both ways, and keeps the sums when one has left")
    void perDealer() {
        RouterSocket router = zmq.router();
        Endpoint endpoint = bind(router);
        LibzmqSocket x = libzmq.socket("DEALER").set("ROUTING_ID", bytes("x")).connect(endpoint);
        LibzmqSocket y = libzmq.socket("DEALER").set("ROUTING_ID", bytes("y")).connect(endpoint);
        x.send(numbered(4)).join();
        y.send(numbered(7)).join();
        Await.until("all are here", () -> statistics(router).messagesReceived() == 11);
        PeerStatistics ofX = peer(router, "x");
        PeerStatistics ofY = peer(router, "y");
        assertThat(ofX.messagesReceived()).isEqualTo(4);
        assertThat(ofX.receiveQueue()).isEqualTo(4);
        assertThat(ofY.messagesReceived()).isEqualTo(7);
        assertThat(ofY.receiveQueue()).isEqualTo(7);
        assertThat(ofY.bytesReceived() - ofX.bytesReceived())
                .as("three frames more, each with a long header; the handshake is counted whole")
                .isEqualTo(3 * (MESSAGE + 9));

        router.send(Flux.fromIterable(List.of(ZmqMessage.of("x", "task"), ZmqMessage.of("x", "task"))))
                .block(LIMIT);
        assertThat(x.receive(2).join()).isEqualTo(messages("task", "task"));
        assertThat(peer(router, "x").messagesSent()).isEqualTo(2);
        assertThat(peer(router, "y").messagesSent()).isZero();

        y.close();
        Await.until("it has left", () -> statistics(router).peers().size() == 1);
        assertThat(statistics(router).messagesReceived()).isEqualTo(11);
        assertThat(statistics(router).messagesSent()).isEqualTo(2);
        assertThat(router.receive().take(11).count().block(LIMIT))
                .as("what it sent is still here")
                .isEqualTo(11);
    }

    private static PeerStatistics peer(RouterSocket router, String id) {
        return statistics(router).peers().stream()
                .filter(peer -> RoutingId.of(peer.peer()).equals(RoutingId.of(id)))
                .findFirst()
                .orElseThrow();
    }
}
