package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.CapturedLogs;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.util.Loggers;

@DisplayName("The wire log")
class WireLogTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CapturedLogs logs = CapturedLogs.open();
    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
        logs.close();
    }

    /** The lines about one socket, without what they have in common. */
    private List<String> linesOf(String socket) {
        return logs.of("TRACE", "wire").stream()
                .filter(line -> line.startsWith(socket + " "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    private void awaitLine(String socket, String line) {
        Await.until(socket + ": " + line, () -> linesOf(socket).contains(line));
    }

    /** Asserts that no line contains any of these texts, in whatever form a log might write bytes. */
    private void assertNowhere(String... secrets) {
        assertThat(logs.of("TRACE", "wire")).isNotEmpty().allSatisfy(line -> {
            for (String secret : secrets) {
                assertThat(line).doesNotContainIgnoringCase(secret);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ws"})
    @DisplayName("has the greetings, commands and frames of both sides under NULL")
    void plainText(String transport) {
        PullSocket pull = zmq.pull(o -> o.name("sink"));
        Endpoint at = pull.bind(transport + "://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.name("source")).connect(at);
        push.send(ZmqMessage.of("confidential", "")).block(LIMIT);
        push.send(ZmqMessage.wrap(new byte[300])).block(LIMIT);
        pull.receiveOne().block(LIMIT);
        pull.receiveOne().block(LIMIT);
        // The size of a READY is that of its properties: "Socket-Type" and, by some types, "Identity".
        String version = transport.equals("ws") ? "3.0" : "3.1";
        assertThat(linesOf("source"))
                .containsSubsequence(
                        "sent greeting of ZMTP 3.1 with NULL",
                        "sent frame of 12 bytes (MORE)",
                        "sent frame of 0 bytes",
                        "sent frame of 300 bytes (LONG)")
                .containsSubsequence(
                        "received greeting of ZMTP " + version + " with NULL", "received command READY of 26 bytes")
                .contains("sent command READY of 26 bytes");
        assertThat(linesOf("sink"))
                .containsSubsequence(
                        "received greeting of ZMTP " + version + " with NULL",
                        "received command READY of 26 bytes",
                        "received frame of 12 bytes (MORE)",
                        "received frame of 0 bytes",
                        "received frame of 300 bytes (LONG)");
        assertThat(logs.of("TRACE", "wire"))
                .allMatch(line ->
                        line.matches("(sink|source) " + at.uri() + " 127\\.0\\.0\\.1:\\d+: (sent|received) .*"));
        assertNowhere("confidential", "PUSH", "PULL");
    }

    @Test
    @DisplayName("has no user and no password of PLAIN")
    void passwords() {
        PullSocket pull = zmq.pull(o -> o.name("guarded")
                .plainServer()
                .authenticator(Authenticators.passwords(Map.of("Aladdin", "open sesame"))));
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.name("visitor").plainClient("Aladdin", "open sesame"))
                .connect(at);
        push.send("inside").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("inside");
        int hello = "5HELLO".length() + 1 + "Aladdin".length() + 1 + "open sesame".length();
        assertThat(linesOf("guarded"))
                .containsSubsequence(
                        "received greeting of ZMTP 3.1 with PLAIN",
                        "received command HELLO of " + hello + " bytes",
                        "sent command WELCOME of 8 bytes",
                        "received frame of 6 bytes")
                .anySatisfy(line -> assertThat(line).startsWith("received command INITIATE of "))
                .anySatisfy(line -> assertThat(line).startsWith("sent command READY of "));
        assertThat(linesOf("visitor"))
                .contains("sent greeting of ZMTP 3.1 with PLAIN", "sent command HELLO of " + hello + " bytes");
        assertNowhere("Aladdin", "sesame", "inside");
    }

    @Test
    @DisplayName("has an ERROR's name, and the refused password nowhere")
    void refused() {
        PullSocket pull = zmq.pull(o -> o.name("guarded")
                .plainServer()
                .authenticator(Authenticators.passwords(Map.of("Aladdin", "open sesame"))));
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        zmq.push(o -> o.name("visitor").plainClient("Aladdin", "open barley")).connect(at);
        awaitLine("guarded", "sent command ERROR of 10 bytes");
        awaitLine("visitor", "received command ERROR of 10 bytes");
        assertNowhere("Aladdin", "barley", "sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ws"})
    @DisplayName("has the sizes of CURVE's commands and sealed frames, and no keys")
    void curve(String transport) {
        CurveKeyPair server = CurveKeyPair.generate();
        CurveKeyPair client = CurveKeyPair.generate();
        PullSocket pull = zmq.pull(o -> o.name("vault").curveServer(server));
        Endpoint at = pull.bind(transport + "://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.name("agent").curveClient(server.publicKey(), client))
                .connect(at);
        push.send("classified").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("classified");
        assertThat(linesOf("vault"))
                .containsSubsequence("received command HELLO of 200 bytes", "sent command WELCOME of 168 bytes")
                .anySatisfy(line -> assertThat(line).matches("received greeting of ZMTP 3\\.[01] with CURVE"))
                .anySatisfy(line -> assertThat(line).startsWith("received command INITIATE of "))
                .anySatisfy(line -> assertThat(line).startsWith("sent command READY of "))
                .anySatisfy(line -> assertThat(line).matches("received sealed frame of \\d+ bytes"));
        assertThat(linesOf("agent")).anySatisfy(line -> assertThat(line).matches("sent sealed frame of \\d+ bytes"));
        assertNowhere(
                "classified", server.publicKey().toString(), client.publicKey().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("has subscriptions without their topics, as commands and as messages")
    void subscriptions(boolean old) {
        PubSocket pub = zmq.pub(o -> o.name("prices"));
        Endpoint at = pub.bind("tcp://127.0.0.1:*").block(LIMIT);
        if (old) {
            try (RawPeer peer = RawPeer.connect(at).shakeHands("SUB")) {
                peer.send(RawPeer.frames(ZmqMessage.of("\1EURUSD")));
                awaitLine("prices", "received frame of 7 bytes");
            }
        } else {
            SubSocket sub = zmq.sub(o -> o.name("reader")).connect(at).subscribe("EURUSD");
            pub.awaitSubscribers(1).block(LIMIT);
            sub.unsubscribe("EURUSD");
            awaitLine("reader", "sent command SUBSCRIBE of 16 bytes");
            awaitLine("prices", "received command SUBSCRIBE of 16 bytes");
            awaitLine("prices", "received command CANCEL of 13 bytes");
        }
        assertNowhere("EURUSD", "EUR");
    }

    @Test
    @DisplayName("has heartbeats")
    void heartbeats() {
        PullSocket pull = zmq.pull(o -> o.name("sink"));
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        zmq.push(o -> o.name("source").heartbeatInterval(Duration.ofMillis(50))).connect(at);
        awaitLine("source", "sent command PING of 7 bytes");
        awaitLine("sink", "sent command PONG of 5 bytes");
        awaitLine("source", "received command PONG of 5 bytes");
    }

    @Test
    @DisplayName("counts the bytes of a STREAM, which have no protocol")
    void stream() {
        StreamSocket stream = zmq.stream(o -> o.name("pipe"));
        Endpoint at = stream.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at)) {
            peer.send("GET / HTTP/1.1".getBytes());
            awaitLine("pipe", "received 14 bytes");
        }
        assertNowhere("GET", "HTTP");
    }

    @Test
    @DisplayName("that throws does no harm")
    void throwing() {
        AtomicInteger calls = new AtomicInteger();
        Loggers.useCustomLoggers(name -> CapturedLogs.ofSockets(name, (method, arguments) -> {
            if (method.getReturnType() == boolean.class) {
                return true;
            }
            if (name.endsWith(".wire")) {
                calls.incrementAndGet();
                throw new StackOverflowError("a broken logger");
            }
            return null;
        }));
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push().connect(at);
        push.send("task").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("task");
        // Once for each connection, and never again.
        assertThat(calls).hasValue(2);
    }
}
