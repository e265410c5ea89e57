package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.CapturedLogs;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.util.Loggers;

@DisplayName("Logs")
class LoggingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(20);

    private final CapturedLogs logs = CapturedLogs.open();
    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
        logs.close();
    }

    private void awaitLine(String level, String logger, String part) {
        Await.until(level + " " + part, () -> logs.of(level, logger).stream().anyMatch(line -> line.contains(part)));
    }

    @Test
    @DisplayName("say at INFO what listens and what is connected, and nothing louder, in a healthy system")
    void healthy() {
        PullSocket pull = zmq.pull(o -> o.name("sink"));
        String at = pull.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        PushSocket push = zmq.push(o -> o.name("source")).connect(at);
        push.send("task").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("task");
        awaitLine("INFO", "connection", ": connected to a PULL");
        awaitLine("DEBUG", "connection", ": PUSH joined");
        assertThat(logs.of("INFO", "connection"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).isEqualTo("sink " + at + ": listening"))
                .anySatisfy(line -> assertThat(line).startsWith("source " + at).endsWith(": connected to a PULL"));
        assertThat(logs.of("DEBUG", "connection"))
                .anySatisfy(line -> assertThat(line).startsWith("sink " + at).endsWith(": PUSH joined"));
        assertThat(logs.lines(
                        line -> line.level().equals("WARN") || line.level().equals("ERROR")))
                .isEmpty();
    }

    @Test
    @DisplayName("say once that a server is lost, and once that it is back")
    void outage() {
        String at = Ports.freeEndpoint();
        PullSocket pull = zmq.pull(o -> o.name("server"));
        pull.bind(at).block(LIMIT);
        PushSocket push =
                zmq.push(o -> o.name("client").reconnectInterval(SOON)).connect(at);
        push.awaitPeers(1).block(LIMIT);
        pull.close().block(LIMIT);
        Await.until(
                "some attempts",
                () -> logs.lines(line -> line.text().contains(" failed: ")).size() >= 3);
        zmq.pull(o -> o.name("server again")).bind(at).block(LIMIT);
        push.awaitPeers(1).block(LIMIT);
        awaitLine("INFO", "connection", "back after");
        assertThat(logs.of("WARN", "connection"))
                .singleElement()
                .asString()
                .startsWith("client " + at)
                .contains("connection lost: ");
        assertThat(logs.of("INFO", "connection").stream().filter(line -> line.startsWith("client")))
                .hasSize(2);
        assertThat(logs.of("DEBUG", "connection"))
                .anySatisfy(line -> assertThat(line).contains(": next attempt in "));
    }

    @Test
    @DisplayName("warn once of a server that is not there from the beginning")
    void absent() {
        PushSocket push = zmq.push(o -> o.name("early").reconnectInterval(SOON)).connect(Ports.freeEndpoint());
        Await.until(
                "some attempts",
                () -> logs.of("DEBUG", "connection").stream()
                                .filter(line -> line.contains("attempt"))
                                .count()
                        >= 4);
        assertThat(logs.of("WARN", "connection"))
                .singleElement()
                .asString()
                .startsWith("early ")
                .contains(": cannot connect: ");
        push.close().block(LIMIT);
    }

    @Test
    @DisplayName("warn of refused peers and garbage at each doubling, on loggers of their own")
    void strangers() {
        PullSocket pull = zmq.pull(o ->
                o.name("guarded").plainServer().authenticator(Authenticators.passwords(Map.of("admin", "secret"))));
        String at = pull.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        PushSocket intruder = zmq.push(o -> o.name("intruder")
                .plainClient("admin", "wrong")
                .reconnectInterval(SOON)
                .reconnectWhen(failure -> true));
        intruder.connect(at);
        Await.until(
                "refusals",
                () -> logs.of("WARN", "security").stream()
                                .filter(line -> line.startsWith("guarded "))
                                .count()
                        >= 3);
        intruder.close().block(LIMIT);
        assertThat(logs.of("WARN", "security").stream().filter(line -> line.startsWith("guarded ")))
                .first()
                .asString()
                .contains(": peer refused with status 400: ")
                .endsWith("(1 so far)");
        for (int i = 0; i < 5; i++) {
            try (RawPeer peer = RawPeer.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT))) {
                peer.send("GET / HTTP/1.1\r\n\r\n".getBytes());
                int round = i;
                Await.until(
                        "it is refused",
                        () -> logs.lines(line -> line.text().contains("handshake failed"))
                                        .size()
                                > round);
            }
        }
        assertThat(logs.of("WARN", "connection").stream().filter(line -> line.contains("handshake failed")))
                .extracting(line -> line.substring(line.lastIndexOf('(')))
                .isEqualTo(List.of("(1 so far)", "(2 so far)", "(4 so far)"));
    }

    @Test
    @DisplayName("warn of what a slow subscriber loses, at each doubling")
    void slowSubscriber() {
        PubSocket pub = zmq.pub(o -> o.name("prices").sendHighWaterMark(1).sendBuffer(4096));
        try (RawPeer slow = RawPeer.connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT), 4096)
                .shakeHands("SUB")) {
            slow.send(RawPeer.command("SUBSCRIBE"));
            pub.awaitSubscribers(1).block(LIMIT);
            for (int i = 0; i < 2000; i++) {
                pub.send(Numbered.message(i, 1000)).block(LIMIT);
            }
            Await.until("drops", () -> pub.statistics().block(LIMIT).dropped(DropReason.PEER_FULL) > 500);
            awaitLine("WARN", "drops", "messages dropped so far: 256 (PEER_FULL)");
        }
        assertThat(logs.of("WARN", "drops")).hasSizeBetween(9, 12).allMatch(line -> line.startsWith("prices tcp://"));
    }

    @Test
    @DisplayName("that throw do no harm")
    void throwing() {
        AtomicInteger calls = new AtomicInteger();
        Loggers.useCustomLoggers(name -> CapturedLogs.ofSockets(name, (method, arguments) -> {
            calls.incrementAndGet();
            throw new StackOverflowError("a broken logger");
        }));
        PullSocket pull = zmq.pull();
        String at = pull.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        PushSocket push = zmq.push().connect(at);
        push.send("task").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("task");
        Await.until("it was called", () -> calls.get() >= 3);
    }
}
