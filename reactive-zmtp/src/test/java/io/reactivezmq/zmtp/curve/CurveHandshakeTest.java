package io.reactivezmq.zmtp.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each side of a CURVE handshake must not take, some of it sealed as only a real peer could. */
class CurveHandshakeTest {

    private static final Metadata NOTHING = new Metadata(List.of());
    private static final byte[] CLIENT = CurveVectors.CLIENT.publicKey().bytes();
    private static final byte[] SERVER = CurveVectors.SERVER.publicKey().bytes();
    private static final byte[] TRANSIENT = CurveVectors.key("client_transient_public");

    private final CurveServer server = new CurveServer(NOTHING, CurveVectors.SERVER, CurveVectors.serverSecrets());
    private final CurveClient client = new CurveClient(
            NOTHING, CurveVectors.SERVER.publicKey(), CurveVectors.CLIENT, CurveVectors.clientSecrets());

    /** Until something else is to be done than computing. */
    private static Step run(Step step) {
        Step next = step;
        while (next instanceof Step.Work work) {
            next = work.task().get();
        }
        return next;
    }

    private static byte[] sent(Step step) {
        return ((Step.Send) run(step)).commands().get(0);
    }

    private static void assertFails(ProtocolError error, Mechanism mechanism, byte[] command) {
        assertThatThrownBy(() -> run(mechanism.receive(command)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.error()).isEqualTo(error));
        assertThat(mechanism.isReady()).isFalse();
        assertThat(mechanism.peerMetadata()).isNull();
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] hello() {
        return CurveVectors.command("curve-det-hello");
    }

    // The server.

    @Test
    void aHelloOfAnotherFormIsRefused() {
        assertFails(ProtocolError.MALFORMED_HELLO, server, Arrays.copyOf(hello(), 199));
        assertFails(ProtocolError.MALFORMED_HELLO, server, Arrays.copyOf(hello(), 201));
        assertFails(ProtocolError.MALFORMED_HELLO, server, Arrays.copyOf(hello(), 6));
        assertFails(ProtocolError.MALFORMED_HELLO, server, with(hello(), 6, 2));
        assertFails(ProtocolError.MALFORMED_HELLO, server, with(hello(), 7, 1));
        for (int i = 8; i < 80; i++) {
            assertFails(ProtocolError.MALFORMED_HELLO, server, with(hello(), i, 1));
        }
        assertFails(ProtocolError.UNEXPECTED_COMMAND, server, with(hello(), 1, 'h'));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, server, CurveVectors.command("curve-det-initiate"));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, server, new byte[0]);
    }

    @Test
    void aHelloForAnotherServerIsRefused() {
        CurveServer other = new CurveServer(NOTHING, CurveKeyPair.generate(), CurveVectors.serverSecrets());
        assertFails(ProtocolError.CRYPTOGRAPHIC, other, hello());
    }

    /** libzmq skips this. */
    @Test
    void aHelloMustHoldZeros() {
        byte[] key = Keys.agree(CurveVectors.key("client_transient_secret"), SERVER);
        for (int at : new int[] {0, 31, 63}) {
            byte[] box = Box.numbered(key, CurveHello.NONCE).seal(1, with(new byte[64], at, 1));
            assertFails(ProtocolError.MALFORMED_HELLO, server, new CurveHello(TRANSIENT, 1, box).encode());
        }
    }

    @Test
    void aKeyOfSmallOrderIsRefused() {
        assertFails(ProtocolError.KEY_EXCHANGE, server, new CurveHello(new byte[32], 1, new byte[80]).encode());
    }

    /** An INITIATE made like a client would, but for what is given. */
    private byte[] initiate(long nonce, byte[] cookie, byte[] owner, byte[] vouch) {
        byte[] clear = ByteBuffer.allocate(Keys.LENGTH + CurveVouch.LENGTH)
                .put(owner)
                .put(vouch)
                .array();
        byte[] box = Box.numbered(CurveVectors.wire("curve-det-precomp"), CurveInitiate.NONCE)
                .seal(nonce, clear);
        return new CurveInitiate(cookie, nonce, box).encode();
    }

    private static byte[] vouch(CurveKeyPair owner, byte[] forKey, byte[] forServer) {
        byte[] key = Keys.agree(owner.secretKey().bytes(), CurveVectors.key("server_transient_public"));
        return CurveVouch.make(key, new byte[16], forKey, forServer);
    }

    private static byte[] vouch() {
        return vouch(CurveVectors.CLIENT, TRANSIENT, SERVER);
    }

    private static byte[] cookie() {
        return CurveVectors.wire("curve-det-cookie");
    }

    @Test
    void aGoodInitiateIsTaken() {
        run(server.receive(hello()));
        Step.Ask ask = (Step.Ask) run(server.receive(initiate(2, cookie(), CLIENT, vouch())));
        assertThat(ask.credentials()).isEqualTo(new Credentials.PublicKey(CurveVectors.CLIENT.publicKey()));
        assertThat(server.isReady()).isFalse();
        assertThat(sent(ask.then().get())).hasSize(30);
        assertThat(server.isReady()).isTrue();
        assertThat(server.peerMetadata()).isEqualTo(NOTHING);
        assertThatThrownBy(() -> server.receive(initiate(3, cookie(), CLIENT, vouch())))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void libzmqsInitiateHoldsTheRecordedMetadata() {
        run(server.receive(CurveVectors.command("curve-hello")));
        Step.Ask ask = (Step.Ask) run(server.receive(CurveVectors.command("curve-initiate")));
        run(ask.then().get());
        assertThat(server.peerMetadata().encode()).isEqualTo(CurveVectors.wire("curve-initiate-metadata"));
    }

    @Test
    void aSecondHelloIsRefused() {
        run(server.receive(hello()));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, server, hello());
    }

    @Test
    void anInitiateTooShortIsRefused() {
        run(server.receive(hello()));
        assertFails(
                ProtocolError.MALFORMED_INITIATE,
                server,
                Arrays.copyOf(CurveVectors.command("curve-det-initiate"), 256));
    }

    /** libzmq takes the nonce of the HELLO again. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void anInitiateMustHaveANewNonce(long nonce) {
        run(server.receive(hello()));
        assertFails(ProtocolError.INVALID_SEQUENCE, server, initiate(nonce, cookie(), CLIENT, vouch()));
    }

    @Test
    void anInitiateMustBringOurCookie() {
        run(server.receive(hello()));
        byte[] key = CurveVectors.field("curve-det-cookie", "cookie_key");
        byte[] secret = CurveVectors.key("server_transient_secret");
        assertFails(ProtocolError.CRYPTOGRAPHIC, server, initiate(2, with(cookie(), 0, 0), CLIENT, vouch()));
        byte[] foreign = CurveCookie.bake(key, new byte[16], CLIENT, secret);
        assertFails(ProtocolError.CRYPTOGRAPHIC, server, initiate(2, foreign, CLIENT, vouch()));
        byte[] stale = CurveCookie.bake(key, new byte[16], TRANSIENT, SERVER);
        assertFails(ProtocolError.CRYPTOGRAPHIC, server, initiate(2, stale, CLIENT, vouch()));
    }

    /** libzmq does not look whether the vouch is for this server. */
    @Test
    void aVouchMustBeForThisConnectionAndThisServer() {
        run(server.receive(hello()));
        CurveKeyPair other = CurveKeyPair.generate();
        for (byte[] wrong : List.of(
                vouch(CurveVectors.CLIENT, TRANSIENT, CLIENT),
                vouch(CurveVectors.CLIENT, CLIENT, SERVER),
                vouch(other, TRANSIENT, SERVER),
                new byte[CurveVouch.LENGTH])) {
            assertFails(ProtocolError.KEY_EXCHANGE, server, initiate(2, cookie(), CLIENT, wrong));
        }
        assertFails(ProtocolError.KEY_EXCHANGE, server, initiate(2, cookie(), new byte[32], vouch()));
    }

    @Test
    void metadataAreReadAfterTheKeyIsJudged() {
        run(server.receive(hello()));
        byte[] clear = ByteBuffer.allocate(Keys.LENGTH + CurveVouch.LENGTH + 1)
                .put(CLIENT)
                .put(vouch())
                .put((byte) 9)
                .array();
        byte[] box = Box.numbered(CurveVectors.wire("curve-det-precomp"), CurveInitiate.NONCE)
                .seal(2, clear);
        Step.Ask ask = (Step.Ask) run(server.receive(new CurveInitiate(cookie(), 2, box).encode()));
        assertThatThrownBy(() -> ask.then().get())
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.error()).isEqualTo(ProtocolError.INVALID_METADATA));
    }

    // The client.

    @Test
    void aWelcomeOfAnotherFormIsRefused() {
        byte[] welcome = CurveVectors.command("curve-det-welcome");
        assertThat(sent(client.start())).isEqualTo(hello());
        assertFails(ProtocolError.MALFORMED_WELCOME, client, Arrays.copyOf(welcome, 167));
        assertFails(ProtocolError.MALFORMED_WELCOME, client, Arrays.copyOf(welcome, 169));
        assertFails(ProtocolError.MALFORMED_WELCOME, client, Arrays.copyOf(welcome, 8));
        assertFails(ProtocolError.CRYPTOGRAPHIC, client, with(welcome, 167, welcome[167] ^ 1));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, client, CurveVectors.command("curve-det-ready"));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, client, hello());
    }

    @Test
    void aReadyOfAnotherFormIsRefused() {
        byte[] ready = CurveVectors.command("curve-det-ready");
        run(client.start());
        run(client.receive(CurveVectors.command("curve-det-welcome")));
        assertFails(ProtocolError.MALFORMED_READY, client, Arrays.copyOf(ready, 29));
        assertFails(ProtocolError.CRYPTOGRAPHIC, client, Arrays.copyOf(ready, 30));
        assertFails(ProtocolError.CRYPTOGRAPHIC, client, with(ready, ready.length - 1, ready[ready.length - 1] ^ 1));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, client, CurveVectors.command("curve-det-welcome"));
        run(client.receive(ready));
        assertThat(client.isReady()).isTrue();
    }

    @Test
    void aServerWithAKeyOfSmallOrderIsRefused() {
        byte[] key = Keys.agree(CurveVectors.key("client_transient_secret"), SERVER);
        run(client.start());
        byte[] clear = new byte[Keys.LENGTH + CurveCookie.LENGTH];
        byte[] random = new byte[16];
        byte[] box = Box.random(key, CurveWelcome.NONCE, random).seal(Box.end(random), clear);
        assertFails(ProtocolError.KEY_EXCHANGE, client, new CurveWelcome(random, box).encode());
    }

    @Test
    void secretsOfTheSystemDiffer() {
        CurveSecrets secrets = CurveSecrets.system();
        assertThat(secrets.next(32)).hasSize(32).isNotEqualTo(secrets.next(32));
    }
}
