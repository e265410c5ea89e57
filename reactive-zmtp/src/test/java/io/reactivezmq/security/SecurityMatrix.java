package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.DealerOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Each mechanism with one library, each side in each role, accepted and refused, either side bound. */
abstract class SecurityMatrix {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair KNOWN = CurveKeyPair.generate();
    private static final CurveKeyPair STRANGER = CurveKeyPair.generate();
    private static final int COUNT = 200;

    /** What was seen, by all who have run. */
    static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    /** One line of the table. */
    record Case(String mechanism, boolean weAreServer, boolean accepted, boolean weBind) {

        static Stream<Case> all() {
            return Stream.of("NULL", "PLAIN", "CURVE")
                    .flatMap(mechanism -> IntStream.range(0, 8)
                            .mapToObj(bits -> new Case(mechanism, (bits & 4) == 0, (bits & 2) == 0, (bits & 1) == 0)));
        }

        @Override
        public String toString() {
            return "| %s | %s | %s | %s"
                    .formatted(
                            mechanism,
                            weAreServer ? "server" : "client",
                            weBind ? "bind" : "connect",
                            accepted ? "accepted" : "refused");
        }
    }

    private ZmqContext zmq;

    @BeforeEach
    void open() throws IOException {
        zmq = ZmqContext.create();
        Path certificates = Files.createDirectories(directory.resolve("certificates"));
        CurveCertificate.of(KNOWN.publicKey(), Map.of("name", "Known")).savePublic(certificates.resolve("known.key"));
        Files.writeString(directory.resolve("passwords"), "admin=secret\n");
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    abstract String peer();

    /** Where to bind. */
    String endpoint() {
        return "tcp://127.0.0.1:*";
    }

    /** A DEALER, whose library authenticates its peers on demand. */
    abstract ForeignSocket foreign(boolean judges, String... deny);

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.reactivezmq.security.SecurityMatrix$Case#all")
    void meets(Case example) {
        DealerSocket ours = zmq.dealer(o -> configure(o.linger(Duration.ZERO), example));
        boolean denied = !example.accepted() && example.mechanism().equals("NULL");
        try (ForeignSocket theirs =
                foreign(!example.weAreServer(), denied ? new String[] {"127.0.0.1"} : new String[0])) {
            configure(theirs, example);
            EventLog events = EventLog.of(ours);
            if (example.weBind()) {
                theirs.connect(ours.bind(endpoint()).block(LIMIT));
            } else {
                ours.connect(theirs.bind(endpoint()));
            }
            String seen = example.accepted() ? letIn(example, ours, theirs) : refused(example, events);
            ROWS.add("| " + peer() + " " + example + " | " + seen + " |");
        }
    }

    private void configure(DealerOptions options, Case example) {
        boolean server = example.weAreServer();
        switch (example.mechanism()) {
            case "NULL" -> {
                if (server) {
                    options.authenticator(Authenticators.denyAddresses(example.accepted() ? "10.0.0.1" : "127.0.0.1"));
                }
            }
            case "PLAIN" -> {
                if (server) {
                    options.plainServer().authenticator(Authenticators.passwords(Map.of("admin", "secret")));
                } else {
                    options.plainClient("admin", example.accepted() ? "secret" : "wrong");
                }
            }
            default -> {
                if (server) {
                    options.curveServer(SERVER)
                            .authenticator(Authenticators.certificates(directory.resolve("certificates")));
                } else {
                    options.curveClient(SERVER.publicKey(), example.accepted() ? KNOWN : STRANGER);
                }
            }
        }
    }

    private static void configure(ForeignSocket socket, Case example) {
        boolean server = !example.weAreServer();
        if (server) {
            socket.set("ZAP_DOMAIN", "global");
        }
        switch (example.mechanism()) {
            case "NULL" -> {}
            case "PLAIN" -> {
                if (server) {
                    socket.set("PLAIN_SERVER", 1);
                } else {
                    socket.set("PLAIN_USERNAME", "admin")
                            .set("PLAIN_PASSWORD", example.accepted() ? "secret" : "wrong");
                }
            }
            default -> {
                if (server) {
                    socket.set("CURVE_SERVER", 1)
                            .set("CURVE_SECRETKEY", SERVER.secretKey().bytes());
                } else {
                    CurveKeyPair keys = example.accepted() ? KNOWN : STRANGER;
                    socket.set("CURVE_SERVERKEY", SERVER.publicKey().bytes())
                            .set("CURVE_PUBLICKEY", keys.publicKey().bytes())
                            .set("CURVE_SECRETKEY", keys.secretKey().bytes());
                }
            }
        }
    }

    private static String letIn(Case example, DealerSocket ours, ForeignSocket theirs) {
        List<ZmqMessage> all = IntStream.range(0, COUNT)
                .mapToObj(i -> ZmqMessage.wrap(("message " + i).getBytes(), new byte[i * 10], new byte[0]))
                .toList();
        theirs.echo(COUNT);
        Disposable sending = ours.send(Flux.fromIterable(all)).onErrorComplete().subscribe();
        List<ZmqMessage> answers = ours.receive().take(COUNT).collectList().block(LIMIT);
        sending.dispose();
        assertThat(answers).isEqualTo(all);
        String user = answers.get(0).peer().userId();
        assertThat(answers).allMatch(answer -> answer.peer().userId().equals(user));
        if (!example.weAreServer() || example.mechanism().equals("NULL")) {
            assertThat(user).isEmpty();
            return COUNT + " messages echoed";
        }
        boolean plain = example.mechanism().equals("PLAIN");
        assertThat(user).isEqualTo(plain ? "admin" : KNOWN.publicKey().z85());
        assertThat(answers.get(0).peer().authMetadata()).isEqualTo(plain ? Map.of() : Map.of("name", "Known"));
        return COUNT + " messages echoed, user id " + (plain ? "admin" : "the key");
    }

    private static String refused(Case example, EventLog events) {
        AuthenticationFailed failed = events.next(AuthenticationFailed.class);
        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.address()).startsWith("127.0.0.1:");
        assertThat(failed.cause())
                .isInstanceOf(example.weAreServer() ? AuthenticationFailedException.class : PeerRefusedException.class);
        String seen = "AuthenticationFailed 400";
        if (!example.weBind()) {
            if (example.weAreServer()) {
                events.next(ConnectRetried.class);
                seen += ", ConnectRetried";
            } else {
                events.next(ConnectAbandoned.class);
                seen += ", ConnectAbandoned";
            }
        }
        assertThat(events.all()).noneMatch(HandshakeSucceeded.class::isInstance);
        return seen;
    }
}
