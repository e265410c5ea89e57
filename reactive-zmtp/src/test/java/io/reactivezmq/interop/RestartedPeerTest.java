package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.LibzmqSocket.Numbers;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.PythonPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

/** libzmq in a process that is killed (SIGKILL) in the middle of traffic, and started again on the same port. */
@ExtendWith(LibzmqAvailable.class)
@DisplayName("A peer that is killed and comes back")
class RestartedPeerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(10);
    private static final int RESTARTS = 20;

    /** A dying process may still take a connection. */
    private static final String VAIN = "((ConnectFailed|Connected HandshakeFailed) ConnectRetried )*";

    private static final String CONNECTION = "Connected HandshakeSucceeded ";

    private final String endpoint = Ports.freeEndpoint();
    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private interface Life {
        void with(PythonPeer process, int number);
    }

    /** Starts a process, does this with it, kills it; once more than it is restarted. */
    private static void lives(int restarts, Life life) {
        for (int number = 0; number <= restarts; number++) {
            try (PythonPeer process = PythonPeer.start()) {
                life.with(process, number);
            }
        }
    }

    private static void assertReconnections(EventLog events, int restarts) {
        // Events come behind what else the loop does; the peer may have had its messages before.
        Await.until(
                "each connection is reported",
                () -> events.all().stream()
                                .filter(HandshakeSucceeded.class::isInstance)
                                .count()
                        == restarts + 1);
        String reconnection = "Disconnected ConnectRetried " + VAIN + CONNECTION;
        // The last one was killed too, at a time of its own.
        assertThat(events.kinds() + " ")
                .matches(VAIN + CONNECTION + "(" + reconnection + "){" + restarts + "}(Disconnected .*)?");
        assertThat(events.all())
                .filteredOn(Disconnected.class::isInstance)
                .allSatisfy(event -> assertThat(((Disconnected) event).cause()).isInstanceOf(PeerLostException.class));
    }

    @Test
    @DisplayName("gets a PUSH's messages again, in order and none twice")
    void push(TestReporter reporter) {
        PushSocket push =
                zmq.push(o -> o.reconnectInterval(RETRY).eventBuffer(100_000).linger(Duration.ZERO));
        EventLog events = EventLog.of(push);
        AtomicLong made = new AtomicLong();
        Disposable sending =
                push.connect(endpoint).send(Numbered.endless(made, 100)).subscribe();
        long[] last = {-1};
        lives(RESTARTS, (process, number) -> {
            LibzmqSocket pull = process.socket("PULL");
            pull.bind(endpoint);
            Numbers received = pull.receiveNumbers(1000).join();
            assertThat(received.first()).isGreaterThan(last[0]);
            assertThat(received.jumps()).isZero();
            last[0] = received.last();
        });
        sending.dispose();
        assertReconnections(events, RESTARTS);
        reporter.publishEntry("push", "%d restarts, %,d messages made".formatted(RESTARTS, made.get()));
    }

    @Test
    @DisplayName("knows all subscriptions of a SUB again")
    void sub(TestReporter reporter) {
        SubSocket sub = zmq.sub(o -> o.reconnectInterval(RETRY).eventBuffer(100_000));
        EventLog events = EventLog.of(sub);
        List<String> topics =
                IntStream.range(0, 50).mapToObj("topic-%02d"::formatted).toList();
        topics.forEach(sub::subscribe);
        sub.connect(endpoint);
        lives(RESTARTS, (process, number) -> {
            LibzmqSocket xpub = process.socket("XPUB");
            xpub.bind(endpoint);
            assertThat(xpub.topics(50).join()).as("each is reported once").isEqualTo(50);
            List<ZmqMessage> messages = topics.stream()
                    .map(topic -> ZmqMessage.of(topic, "life " + number))
                    .toList();
            xpub.send(List.of(ZmqMessage.of("another topic"))).join();
            xpub.send(messages).join();
            assertThat(sub.receive().take(50).collectList().block(LIMIT)).isEqualTo(messages);
        });
        assertReconnections(events, RESTARTS);
        reporter.publishEntry("sub", RESTARTS + " restarts, 50 subscriptions in force after each");
    }

    @Test
    @DisplayName("answers a REQ that retries")
    void req(TestReporter reporter) {
        int restarts = 5;
        ReqSocket req = zmq.req(o -> o.reconnectInterval(RETRY)).connect(endpoint);
        EventLog events = EventLog.of(req);
        CompletableFuture<?>[] askedBetween = new CompletableFuture<?>[1];
        lives(restarts, (process, number) -> {
            LibzmqSocket rep = process.socket("REP");
            rep.bind(endpoint);
            rep.echo(1000);
            if (askedBetween[0] != null) {
                // While no peer was connected.
                askedBetween[0].join();
            }
            for (int i = 0; i < 100; i++) {
                String question = number + "/" + i;
                assertThat(ask(req, question).join().text()).isEqualTo(question);
            }
            process.kill();
            askedBetween[0] = ask(req, "between " + number);
        });
        askedBetween[0].cancel(true);
        assertThat(events.all())
                .filteredOn(HandshakeSucceeded.class::isInstance)
                .hasSizeGreaterThan(restarts);
        assertThat(events.all())
                .filteredOn(SocketEvent.ConnectAbandoned.class::isInstance)
                .isEmpty();
        reporter.publishEntry("req", restarts + " restarts, every request answered");
    }

    private static CompletableFuture<ZmqMessage> ask(ReqSocket req, String question) {
        return req.request(question)
                .timeout(Duration.ofMillis(500))
                .retry()
                .toFuture()
                .orTimeout(20, TimeUnit.SECONDS);
    }
}
