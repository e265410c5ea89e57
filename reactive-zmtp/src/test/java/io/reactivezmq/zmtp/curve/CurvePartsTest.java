package io.reactivezmq.zmtp.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.mechanism.FrameCipher.ClearFrame;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys, boxes and sealed frames, each by itself, with each library that seals frames. */
@ParameterizedClass
@EnumSource(BoxLibrary.class)
class CurvePartsTest {

    private static final byte[] KEY = CurveVectors.wire("curve-det-precomp");

    private final BoxLibrary library;

    CurvePartsTest(BoxLibrary library) {
        Sodiums.assumeUsable(library);
        this.library = library;
    }

    private static void assertFails(ProtocolError error, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.error()).isEqualTo(error));
    }

    @Test
    void keysAgreeAsNaclsDo() {
        byte[] shared = new byte[32];
        assertThat(X25519.calculateAgreement(
                        CurveVectors.key("client_transient_secret"),
                        0,
                        CurveVectors.key("server_public"),
                        0,
                        shared,
                        0))
                .isTrue();
        assertThat(shared).isEqualTo(CurveVectors.wire("nacl-x25519"));
        assertThat(Box.subkey(shared, new byte[16])).isEqualTo(CurveVectors.wire("nacl-beforenm"));
        assertThat(Keys.publicOf(CurveVectors.key("client_transient_secret")))
                .isEqualTo(CurveVectors.key("client_transient_public"));
        assertThat(Keys.agree(CurveVectors.key("client_transient_secret"), CurveVectors.key("server_public")))
                .isEqualTo(CurveVectors.wire("nacl-beforenm"));
        assertThat(Keys.agree(CurveVectors.key("server_secret"), CurveVectors.key("client_transient_public")))
                .isEqualTo(CurveVectors.wire("nacl-beforenm"));
        assertThat(Keys.agree(CurveVectors.key("server_transient_secret"), CurveVectors.key("client_transient_public")))
                .isEqualTo(KEY);
    }

    /** Points of small order: the outcome would be zero for every secret. */
    @Test
    void keysThatLeadToNoSecretAreRefused() {
        for (String weak : new String[] {
            "00".repeat(32),
            "01" + "00".repeat(31),
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
        }) {
            assertFails(
                    ProtocolError.KEY_EXCHANGE,
                    () -> Keys.agree(
                            CurveVectors.key("server_secret"), HexFormat.of().parseHex(weak)));
        }
    }

    @Test
    void boxesAreNacls() {
        Box box = Box.numbered(CurveVectors.wire("nacl-beforenm"), CurveHello.NONCE);
        byte[] sealed = CurveVectors.wire("nacl-box-hello");
        assertThat(box.seal(1, new byte[64])).isEqualTo(sealed);
        assertThat(box.open(1, sealed, 0, sealed.length)).isEqualTo(new byte[64]);
        assertThat(box.open(2, sealed, 0, sealed.length)).isNull();
        assertThat(box.open(1, sealed, 0, 15)).isNull();
        assertThat(box.open(1, sealed, 0, sealed.length - 1)).isNull();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(box.open(1, forged, 0, forged.length)).isNull();
        }
    }

    @Test
    void boxesOfAllSizesOpenAgain() {
        Random random = new Random(1);
        Box out = Box.numbered(KEY, CurveCipher.FROM_CLIENT);
        Box in = Box.numbered(KEY, CurveCipher.FROM_CLIENT);
        for (int size = 0; size < 300; size++) {
            byte[] clear = new byte[size];
            random.nextBytes(clear);
            byte[] sealed = out.seal(size, clear);
            assertThat(sealed).hasSize(size + Box.TAG);
            assertThat(in.open(size, sealed, 0, sealed.length)).isEqualTo(clear);
        }
    }

    @Test
    void aCookieIsBakedAndKnownAgain() {
        byte[] key = CurveVectors.field("curve-det-cookie", "cookie_key");
        byte[] client = CurveVectors.key("client_transient_public");
        byte[] secret = CurveVectors.key("server_transient_secret");
        byte[] cookie = CurveCookie.bake(key, CurveVectors.field("curve-det-cookie", "cookie_nonce"), client, secret);
        assertThat(cookie).isEqualTo(CurveVectors.wire("curve-det-cookie"));
        assertThat(CurveCookie.is(cookie, key, client, secret)).isTrue();
        assertThat(CurveCookie.is(cookie, key, secret, client)).isFalse();
        assertThat(CurveCookie.is(cookie, KEY, client, secret)).isFalse();
    }

    private static byte[] seal(CurveCipher cipher, int flags, byte[] body) {
        byte[] sealed = new byte[3 + body.length + cipher.overhead() + 3];
        assertThat(cipher.seal(flags, body, sealed, 3)).isEqualTo(sealed.length - 3);
        return Arrays.copyOfRange(sealed, 3, sealed.length - 3);
    }

    @Test
    void framesKeepTheirFlags() {
        CurveCipher client = new CurveCipher(library, KEY, true, 2, 1);
        CurveCipher server = new CurveCipher(library, KEY, false, 1, 2);
        for (int flags : new int[] {0, FrameHeader.MORE, FrameHeader.COMMAND}) {
            ClearFrame there = server.open(seal(client, flags, new byte[] {7, 8}));
            assertThat(there.flags()).isEqualTo(flags);
            assertThat(there.body()).containsExactly(7, 8);
            assertThat(client.open(seal(server, flags, new byte[0])).flags()).isEqualTo(flags);
        }
        // A command as libzmq marks it.
        byte[] subscribe = CurveVectors.field("curve-subscribe-abc-zmtp31", "plaintext");
        byte[] sealed = seal(client, FrameHeader.COMMAND, Arrays.copyOfRange(subscribe, 1, subscribe.length));
        assertThat(Box.numbered(KEY, CurveCipher.FROM_CLIENT).open(6, sealed, 16, sealed.length))
                .isEqualTo(subscribe);
    }

    @Test
    void framesAreTheRecordedOnes() {
        assertThat(seal(new CurveCipher(library, KEY, true, 2, 1), 0, "hello".getBytes()))
                .isEqualTo(CurveVectors.command("curve-det-message-client"));
        assertThat(seal(new CurveCipher(library, KEY, false, 1, 2), FrameHeader.MORE, "more".getBytes()))
                .isEqualTo(CurveVectors.command("curve-det-message-server"));
    }

    @Test
    void undefinedFlagsStayUndefined() {
        byte[] frame = new byte[16 + Box.TAG + 1];
        System.arraycopy(CurveVectors.command("curve-det-message-client"), 0, frame, 0, 8);
        frame[15] = 3;
        Box.numbered(KEY, CurveCipher.FROM_CLIENT).seal(3, 0x41, new byte[0], frame, 16);
        int flags = new CurveCipher(library, KEY, false, 1, 2).open(frame).flags();
        assertThat(flags & FrameHeader.KNOWN).isEqualTo(FrameHeader.MORE);
        assertThat(flags & ~FrameHeader.KNOWN).isNotZero();
    }

    @Test
    void noncesMustRiseAndMayJump() {
        CurveCipher client = new CurveCipher(library, KEY, true, 2, 1);
        CurveCipher server = new CurveCipher(library, KEY, false, 1, 2);
        byte[] first = seal(client, 0, new byte[1]);
        byte[] second = seal(client, 0, new byte[1]);
        seal(client, 0, new byte[1]);
        byte[] fourth = seal(client, 0, new byte[1]);
        server.open(first);
        assertFails(ProtocolError.INVALID_SEQUENCE, () -> server.open(first));
        server.open(fourth);
        assertFails(ProtocolError.INVALID_SEQUENCE, () -> server.open(second));
    }

    @Test
    void aForgedNonceLeavesTheCountAsItIs() {
        CurveCipher client = new CurveCipher(library, KEY, true, 2, 1);
        CurveCipher server = new CurveCipher(library, KEY, false, 1, 2);
        byte[] good = seal(client, 0, new byte[1]);
        byte[] forged = good.clone();
        forged[8] = 0x7f;
        assertFails(ProtocolError.CRYPTOGRAPHIC, () -> server.open(forged));
        server.open(good);
    }

    @Test
    void noncesAreUnsignedAndNeverComeAgain() {
        CurveCipher client = new CurveCipher(library, KEY, true, Long.MAX_VALUE - 1, 1);
        CurveCipher server = new CurveCipher(library, KEY, false, 1, 2);
        server.open(seal(client, 0, new byte[1]));
        server.open(seal(client, 0, new byte[1]));
        CurveCipher last = new CurveCipher(library, KEY, true, -2, 1);
        server.open(seal(last, 0, new byte[1]));
        assertFails(ProtocolError.INVALID_SEQUENCE, () -> seal(last, 0, new byte[1]));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        CurveCipher server = new CurveCipher(library, KEY, false, 1, 2);
        byte[] good = seal(new CurveCipher(library, KEY, true, 2, 1), 0, new byte[0]);
        assertThat(good).hasSize(33);
        assertFails(ProtocolError.MALFORMED_MESSAGE, () -> server.open(Arrays.copyOf(good, 32)));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, () -> server.open(Arrays.copyOf(good, 7)));
        assertFails(ProtocolError.UNEXPECTED_COMMAND, () -> server.open(new byte[0]));
        // The other side's own frames, sent back to it.
        assertFails(
                ProtocolError.CRYPTOGRAPHIC,
                () -> server.open(seal(new CurveCipher(library, KEY, false, 5, 1), 0, new byte[0])));
        server.open(good);
    }
}
