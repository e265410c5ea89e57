package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.CapturedLogs;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.RawPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.util.Loggers;

@DisplayName("Logs")
class LoggingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path directory;

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

    @ParameterizedTest
    @ValueSource(strings = {"ipc", "ws", "tls+tcp", "inproc"})
    @DisplayName("say the same by other transports")
    void outageBy(String scheme) {
        String at = at(scheme);
        PullSocket pull = zmq.pull(o -> with(scheme, o).name("server"));
        pull.bind(at).block(LIMIT);
        PushSocket push = zmq.push(o -> with(scheme, o).name("client").reconnectInterval(SOON))
                .connect(at);
        push.awaitPeers(1).block(LIMIT);
        pull.close().block(LIMIT);
        awaitLine("WARN", "connection", "connection lost: ");
        zmq.pull(o -> with(scheme, o)).bind(at).block(LIMIT);
        awaitLine("INFO", "connection", "back after");
        assertThat(logs.of("WARN", "connection")).singleElement().asString().startsWith("client ");
    }

    private String at(String scheme) {
        return switch (scheme) {
            case "ipc" -> "ipc://" + directory.resolve("s");
            case "inproc" -> "inproc://outage";
            default -> Ports.freeEndpoint().replace("tcp://127.0.0.1", scheme + "://localhost");
        };
    }

    private <O extends SocketOptions<O>> O with(String scheme, O options) {
        return scheme.equals("tls+tcp") ? options.tls(tls()) : options;
    }

    /** For both sides: a certificate of its own authority. */
    private TlsConfig tls() {
        try {
            X509Bundle own = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Path certificate = Files.writeString(directory.resolve("own.pem"), own.getCertificatePEM());
            Path key = Files.writeString(directory.resolve("own.key"), own.getPrivateKeyPEM());
            return TlsConfig.create().certificate(certificate, key).trust(certificate);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("warn once of a server that does not speak TLS, which fails before any handshake of ours")
    void noTls() {
        PullSocket pull = zmq.pull(o -> o.name("plain"));
        String at = pull.bind("tcp://localhost:*").block(LIMIT).uri();
        zmq.push(o -> o.name("client").tls(tls()).reconnectInterval(SOON))
                .connect(at.replace("tcp://127.0.0.1", "tls+tcp://localhost"));
        awaitLine("DEBUG", "connection", "attempt 3 failed");
        assertThat(logs.of("WARN", "connection").stream().filter(line -> line.startsWith("client")))
                .singleElement()
                .asString()
                .contains(": cannot connect: ");
    }

    @Test
    @DisplayName("say nothing loud when a REQ in lockstep gives a request up, for which it makes its connection anew")
    void withdrawnRequests() {
        RepSocket rep = zmq.rep();
        rep.serve(request -> Mono.never()).subscribe();
        ReqSocket req = zmq.req(o -> o.name("asker"))
                .connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT));
        for (int i = 0; i < 3; i++) {
            req.awaitPeers(1).block(LIMIT);
            assertThatThrownBy(() -> req.request("in vain").timeout(SOON).block(LIMIT))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
        awaitLine("DEBUG", "connection", "connected again");
        assertThat(logs.of("WARN", "connection")).isEmpty();
        assertThat(logs.of("INFO", "connection").stream().filter(line -> line.startsWith("asker")))
                .singleElement()
                .asString()
                .endsWith(": connected to a REP");
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
                .contains(": peer refused: ")
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
