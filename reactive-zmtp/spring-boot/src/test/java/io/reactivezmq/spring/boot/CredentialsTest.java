package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.MissingArtifactException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurveCertificate;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** CURVE and PLAIN by properties, against peers that are configured in code. */
@Timeout(180)
class CredentialsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();
    private static final CurveKeyPair INTRUDER = CurveKeyPair.generate();

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(PATIENCE);
    }

    /** Starts an application with a REP that answers each request with the id of the user. */
    private static ApplicationContextRunner service(String... properties) {
        return Contexts.runner()
                .withPropertyValues("zmq.sockets.service.type=rep")
                .withPropertyValues(properties);
    }

    private static String endpoint(ApplicationContext context) {
        RepSocket service = context.getBean(RepSocket.class);
        service.serve(question -> Mono.just(ZmqMessage.of(userOf(question)))).subscribe();
        return service.bind("tcp://127.0.0.1:0").block(PATIENCE).uri();
    }

    private static String userOf(ZmqMessage question) {
        PeerInfo peer = question.peer();
        return peer == null ? "" : peer.userId();
    }

    private static String ask(ReqSocket ask) {
        return ask.request("who am I?").map(ZmqMessage::text).block(PATIENCE);
    }

    @Test
    void aServerOfCurveAcceptsAuthorizedKeysOnly() {
        service(
                        "zmq.sockets.service.curve.secret-key="
                                + SERVER.secretKey().z85(),
                        "zmq.sockets.service.authorized-keys[0]="
                                + CLIENT.publicKey().z85())
                .run(context -> {
                    String endpoint = endpoint(context);
                    assertThat(ask(zmq.req(o -> o.curveClient(SERVER.publicKey(), CLIENT))
                                    .connect(endpoint)))
                            .isEqualTo(CLIENT.publicKey().z85());
                    Mono<AuthenticationFailed> refused = context.getBean(RepSocket.class)
                            .events()
                            .ofType(AuthenticationFailed.class)
                            .next();
                    assertThat(refused.doOnSubscribe(
                                            subscribed -> zmq.req(o -> o.curveClient(SERVER.publicKey(), INTRUDER))
                                                    .connect(endpoint))
                                    .block(PATIENCE))
                            .isNotNull();
                });
    }

    @Test
    void keysComeFromCertificateFilesAndClientsFromADirectory(@TempDir Path directory) throws Exception {
        Path clients = Files.createDirectory(directory.resolve("clients"));
        CurveCertificate.of(SERVER, Map.of()).save(directory.resolve("server"));
        CurveCertificate.of(CLIENT, Map.of("name", "client")).savePublic(clients.resolve("client"));
        service(
                        "zmq.sockets.service.curve.certificate=" + directory.resolve("server_secret"),
                        "zmq.sockets.service.authorized-certificates=" + clients)
                .run(context -> assertThat(ask(zmq.req(o -> o.curveClient(SERVER.publicKey(), CLIENT))
                                .connect(endpoint(context))))
                        .isEqualTo(CLIENT.publicKey().z85()));
    }

    /** Binds a REP that answers each request with the id of the user, to which the application connects. */
    private void connect(RepSocket service, String... properties) {
        service.serve(question -> Mono.just(ZmqMessage.of(userOf(question)))).subscribe();
        Contexts.runner()
                .withPropertyValues(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.connect="
                                + service.bind("tcp://127.0.0.1:0").block(PATIENCE))
                .withPropertyValues(properties)
                .run(context -> answer = ask(context.getBean(ReqSocket.class)));
    }

    private String answer = "";

    private RepSocket curveServer() {
        return zmq.rep(o -> o.curveServer(SERVER)
                .authenticator(request -> Mono.just(
                        request.credentials() instanceof Credentials.PublicKey shown
                                ? AuthResult.accepted(shown.key().z85())
                                : AuthResult.refused("no key"))));
    }

    @Test
    void aClientOfCurveHasItsOwnKeyOrOneMadeAtTheStart() {
        connect(
                curveServer(),
                "zmq.sockets.ask.curve.server-key=" + SERVER.publicKey().z85(),
                "zmq.sockets.ask.curve.secret-key=" + CLIENT.secretKey().z85());
        assertThat(answer).isEqualTo(CLIENT.publicKey().z85());

        connect(
                curveServer(),
                "zmq.sockets.ask.curve.server-key=" + SERVER.publicKey().z85());
        assertThat(CurvePublicKey.of(answer)).isNotEqualTo(CLIENT.publicKey());
    }

    @Test
    void theKeyOfTheServerMayBeADefault() {
        connect(
                curveServer(),
                "zmq.defaults.curve.server-key=" + SERVER.publicKey().z85(),
                "zmq.sockets.ask.curve.secret-key=" + CLIENT.secretKey().z85());
        assertThat(answer).isEqualTo(CLIENT.publicKey().z85());
    }

    @Test
    void plainHasUsersOnServersAndAUserOnClients() {
        service("zmq.sockets.service.plain.users.alice=secret").run(context -> {
            String endpoint = endpoint(context);
            assertThat(ask(zmq.req(o -> o.plainClient("alice", "secret")).connect(endpoint)))
                    .isEqualTo("alice");
        });
        connect(
                zmq.rep(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of("bob", "secret")))),
                "zmq.sockets.ask.plain.user=bob",
                "zmq.sockets.ask.plain.password=secret");
        assertThat(answer).isEqualTo("bob");
    }

    @Test
    void connectionDetailsSupplyCredentials() {
        RepSocket service =
                zmq.rep(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of("carol", "secret"))));
        service.serve(question -> Mono.just(ZmqMessage.of(userOf(question)))).subscribe();
        String endpoint = service.bind("tcp://127.0.0.1:0").block(PATIENCE).uri();
        Contexts.runner()
                .withPropertyValues("zmq.sockets.ask.type=req", "zmq.sockets.ask.connect=" + endpoint)
                .withBean(ZmqConnectionDetails.class, () -> new ZmqConnectionDetails() {

                    @Override
                    public Plain getPlain(String socket) {
                        return new Plain("carol", "secret");
                    }
                })
                .run(context ->
                        assertThat(ask(context.getBean(ReqSocket.class))).isEqualTo("carol"));
    }

    @Test
    void reportsTheMissingLibraryOfCurve() {
        FailureAnalysis analysis =
                new ZmqFailureAnalyzer().analyze(new MissingArtifactException("CURVE", "group:artifact"));
        assertThat(analysis.getDescription())
                .isEqualTo("CURVE needs a library that is not on the class path: add the artifact group:artifact.");
        assertThat(analysis.getAction()).isEqualTo("Add the dependency group:artifact.");
    }

    @Test
    void propertiesDoNotPrintSecrets() {
        service(
                        "zmq.sockets.service.curve.secret-key="
                                + SERVER.secretKey().z85(),
                        "zmq.sockets.other.type=rep",
                        "zmq.sockets.other.plain.users.alice=wonderland")
                .run(context -> assertThat(context.getBean(ZmqProperties.class).toString())
                        .contains("alice")
                        .doesNotContain("wonderland", SERVER.secretKey().z85()));
    }
}
