package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.security.CurveKeyPair;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.http.client.ReactorResourceFactory;

/** The application does not start with wrong properties, and one line names the property and what to do. */
class BadPropertiesTest {

    private static final String KEY = CurveKeyPair.generate().publicKey().z85();
    private static final String SECRET = CurveKeyPair.generate().secretKey().z85();

    private static Arguments of(String line, String... properties) {
        return Arguments.of(line, List.of(properties));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                of(
                        "zmq.sockets.quotes.type is missing: set it to a type such as sub or req",
                        "zmq.sockets.quotes.connect=tcp://127.0.0.1:1"),
                of(
                        "zmq.sockets.service.authorised-keys[0] does not exist: correct the name, or remove the"
                                + " property",
                        "zmq.sockets.service.type=rep",
                        "zmq.sockets.service.curve.secret-key=" + SECRET,
                        "zmq.sockets.service.authorised-keys[0]=" + KEY),
                of(
                        "zmq.defaults.curve.secretkey.z85 does not exist: correct the name, or remove the property",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.defaults.curve.secretkey.z85=" + SECRET),
                of(
                        "zmq.sockets.quotes.max-in-flight does not apply to a socket of type sub: remove it, or choose"
                                + " the type req",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.max-in-flight=2"),
                of(
                        "zmq.sockets.ask.on-full does not apply to a socket of type req: remove it, or choose the type"
                                + " pub, xpub",
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.on-full=drop"),
                of(
                        "zmq.sockets.ask.subscribe does not apply to a socket of type req: remove it, or choose the"
                                + " type sub",
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.subscribe=a"),
                of(
                        "zmq.sockets.quotes.join does not apply to a socket of type sub: remove it, or choose the type"
                                + " dish",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.join=a"),
                of(
                        "zmq.defaults.connect does not apply to all sockets: set zmq.sockets.NAME.connect instead",
                        "zmq.defaults.connect=tcp://127.0.0.1:1"),
                of(
                        "zmq.sockets.quotes.heartbeat.interval cannot be used: Option heartbeatInterval"
                                + " (ZMQ_HEARTBEAT_IVL) cannot be PT-1S: between zero and PT596H31M23.647S",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.heartbeat.interval=-1s"),
                of(
                        "zmq.loops cannot be used: Option loops (ZMQ_IO_THREADS) cannot be 0: between 1 and 1024",
                        "zmq.loops=0"),
                of(
                        "zmq.share-web-loops needs a web server or client on Reactor Netty: add the dependency"
                                + " org.springframework.boot:spring-boot-starter-webflux, or remove the property",
                        "zmq.share-web-loops=true"),
                of(
                        "zmq.sockets.priceFeed is the same name as zmq.sockets.price-feed: rename one of the two",
                        "zmq.sockets.price-feed.type=pub",
                        "zmq.sockets.priceFeed.type=pub"),
                of(
                        "zmq.sockets.quotes.connect[1] cannot be used: Invalid endpoint 'feed:5556': expected"
                                + " transport://address",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.connect=inproc://a,feed:5556"),
                of(
                        "zmq.sockets.quotes.bind[0] cannot be used: Invalid endpoint 'tcp://*': the port is missing, as in"
                                + " tcp://host:5555",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.bind=tcp://*"),
                of(
                        "zmq.defaults.curve.server-key is no key, but a text of 39 characters: set it to the 40"
                                + " characters of Z85 of a key",
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.curve.secret-key=" + SECRET,
                        "zmq.defaults.curve.server-key=" + KEY.substring(1)),
                of(
                        "zmq.defaults.authorized-keys[0] is no key, but a text of 5 characters: set it to the 40"
                                + " characters of Z85 of a key",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.curve.secret-key=" + SECRET,
                        "zmq.defaults.authorized-keys[0]=wrong"),
                of(
                        "zmq.defaults.ssl.bundle names the SSL bundle 'none', which does not exist: define"
                                + " spring.ssl.bundle.pem.none or spring.ssl.bundle.jks.none, or name one of []",
                        "zmq.sockets.ask.type=rep",
                        "zmq.defaults.ssl.bundle=none"),
                of(
                        "zmq.sockets.ask.plain.password cannot be used: Option plainClient's password"
                                + " (ZMQ_PLAIN_PASSWORD) cannot be 256 bytes: 0 to 255 bytes of UTF-8",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.plain.user=a",
                        "zmq.sockets.ask.plain.password=" + "a".repeat(256)),
                of(
                        "zmq.sockets.ask.curve.server-key is no key, but a text of 39 characters: set it to the 40"
                                + " characters of Z85 of a key",
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.curve.server-key=" + KEY.substring(1)),
                of(
                        "zmq.sockets.ask.curve.secret-key is no key, but a text of 5 characters: set it to the 40"
                                + " characters of Z85 of a key",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.curve.secret-key=wrong"),
                of(
                        "zmq.sockets.ask.authorized-keys[1] is no key, but a text of 5 characters: set it to the 40"
                                + " characters of Z85 of a key",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.curve.secret-key=" + SECRET,
                        "zmq.sockets.ask.authorized-keys[0]=" + KEY,
                        "zmq.sockets.ask.authorized-keys[1]=wrong"),
                of(
                        "zmq.sockets.ask.authorized-keys is set, but the socket is no server of CURVE: set"
                                + " curve.secret-key or curve.certificate, and no curve.server-key",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.authorized-keys[0]=" + KEY),
                of(
                        "zmq.sockets.ask.curve.certificate cannot be read from /no/such/file: name a certificate file"
                                + " of CZMQ or pyzmq",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.curve.certificate=/no/such/file"),
                of(
                        "zmq.sockets.ask.plain is set together with curve: choose one of the two",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.plain.user=a",
                        "zmq.sockets.ask.curve.secret-key=" + SECRET),
                of(
                        "zmq.sockets.ask.plain.password is set without a user: set plain.user too, or plain.users on a"
                                + " server",
                        "zmq.sockets.ask.type=rep",
                        "zmq.sockets.ask.plain.password=a"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void namesThePropertyAndWhatToDo(String line, List<String> properties) {
        Contexts.runner().withPropertyValues(properties.toArray(String[]::new)).run(context -> {
            assertThat(context).hasFailed();
            ZmqConfigurationException failure = find(context.getStartupFailure());
            assertThat(failure).hasMessage(line);
            assertThat(line).startsWith(failure.property());
            assertThat(String.valueOf(failure.getMessage())).doesNotContain("\n", SECRET);
        });
    }

    private static ZmqConfigurationException find(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ZmqConfigurationException)) {
            cause = Objects.requireNonNull(cause.getCause(), () -> "no such cause: " + failure);
        }
        return (ZmqConfigurationException) cause;
    }

    @Test
    void reportsAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();
            Contexts.runner()
                    .withPropertyValues("zmq.sockets.service.type=rep", "zmq.sockets.service.bind=" + endpoint)
                    .run(context -> {
                        FailureAnalysis analysis = analyze(context.getStartupFailure());
                        assertThat(analysis.getDescription())
                                .isEqualTo("The property zmq.sockets.service.bind[0] cannot listen at " + endpoint
                                        + " (Address already in use).");
                        assertThat(analysis.getAction())
                                .isEqualTo("Stop the program that uses it, or choose another endpoint.");
                    });
        }
    }

    @Test
    void refusesLoopsTogetherWithThoseOfTheWebServer() {
        Contexts.runner()
                .withBean(ReactorResourceFactory.class)
                .withPropertyValues("zmq.share-web-loops=true", "zmq.loops=2")
                .run(context -> assertThat(find(context.getStartupFailure()))
                        .hasMessage("zmq.loops is set together with zmq.share-web-loops: remove one of the two"));
    }

    @Test
    void reportsACertificateWithoutSecretKey(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("public");
        Files.writeString(file, "curve\n    public-key = \"" + KEY + "\"\n");
        Contexts.runner()
                .withPropertyValues("zmq.sockets.ask.type=rep", "zmq.sockets.ask.curve.certificate=" + file)
                .run(context -> assertThat(find(context.getStartupFailure()))
                        .hasMessage("zmq.sockets.ask.curve.certificate has no secret key in " + file
                                + ": name the file with both keys, which ends with _secret"));
    }

    @Test
    void reportsAUnknownType() {
        Contexts.runner()
                .withPropertyValues("zmq.sockets.quotes.type=subb")
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("zmq.sockets.quotes.type", "subb"));
    }

    @Test
    void reportsANameThatABeanHas() {
        Contexts.runner()
                .withPropertyValues("zmq.sockets.quotes.type=sub")
                .withAllowBeanDefinitionOverriding(false)
                .withBean("quotes", String.class, () -> "mine")
                .run(context -> {
                    FailureAnalysis analysis = analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .isEqualTo("The socket zmq.sockets.quotes has the name of another bean.");
                    assertThat(analysis.getAction()).isEqualTo("Rename the socket or the bean.");
                });
    }

    @Test
    void reportsAnAliasThatABeanHas() {
        Contexts.runner()
                .withPropertyValues("zmq.sockets.price-feed.type=sub")
                .withAllowBeanDefinitionOverriding(false)
                .withBean("priceFeed", String.class, () -> "mine")
                .run(context -> assertThat(find(context.getStartupFailure()))
                        .hasMessage("zmq.sockets.price-feed has the alias priceFeed, which is the name of another bean:"
                                + " rename the socket or the bean"));
    }

    @Test
    void closesTheSocketsThatWereOpenedBeforeTheFailure() throws Exception {
        List<ZmqSocket<?>> sockets = new ArrayList<>();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Contexts.runner()
                    .withPropertyValues(
                            "zmq.sockets.first.type=rep",
                            "zmq.sockets.first.bind=tcp://127.0.0.1:0",
                            "zmq.sockets.second.type=rep",
                            "zmq.sockets.second.bind=tcp://127.0.0.1:" + taken.getLocalPort())
                    .withBean(ZmqSocketDecorator.class, () -> (name, socket) -> {
                        sockets.add(socket);
                        return socket;
                    })
                    .run(context -> assertThat(context).hasFailed());
        }
        assertThat(sockets).hasSize(2).allMatch(ZmqSocket::isClosed);
    }

    /** Analyzes a failure as Spring Boot does when the start fails, with the analyzers of this module. */
    private static FailureAnalysis analyze(Throwable failure) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog(BadPropertiesTest.class)));
        assertThat(analyzers).hasAtLeastOneElementOfType(ZmqConfigurationFailureAnalyzer.class);
        return analyzers.stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not analyzed", failure));
    }
}
