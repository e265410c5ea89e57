package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.options.PullOptions;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    /** From the manual of zmq_curve_keypair. */
    private static final String PUBLIC = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";

    private static final String SECRET = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

    private static void assertRefused(String name, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("D:)Q[I")
                .hasNoCause();
    }

    @Test
    void z85OfRfc32() {
        byte[] bytes = HexFormat.of().parseHex("864fd26fb559f75b");
        assertThat(Z85.encode(bytes)).isEqualTo("HelloWorld");
        assertThat(Z85.decode("HelloWorld")).isEqualTo(bytes);
        assertThat(Z85.encode(new byte[0])).isEmpty();
        assertThat(Z85.decode("")).isEmpty();
    }

    @Test
    void z85BothWays() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[4 * random.nextInt(20)];
            random.nextBytes(bytes);
            assertThat(Z85.decode(Z85.encode(bytes))).isEqualTo(bytes);
        }
        byte[] most = {-1, -1, -1, -1};
        assertThat(Z85.encode(most)).isEqualTo("%nSc0");
        assertThat(Z85.decode("%nSc0")).isEqualTo(most);
    }

    /** The last one would be one more than 2^32 - 1. */
    @ParameterizedTest
    @ValueSource(strings = {"Hell", "HelloW", "Hell\"", "Hell ", "Hellä", "Hell\u0000", "#####", "%nSc1"})
    void whatIsNoZ85(String text) {
        assertThatThrownBy(() -> Z85.decode(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }

    @Test
    void bytesThatAreNoZ85() {
        assertThatThrownBy(() -> Z85.encode(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theManualsPairBelongsTogether() {
        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        assertThat(pair).isEqualTo(CurveKeyPair.of(CurveSecretKey.of(SECRET)));
        assertThat(pair.hashCode()).isEqualTo(CurveKeyPair.of(PUBLIC, SECRET).hashCode());
        assertThat(pair.publicKey().z85())
                .isEqualTo(PUBLIC)
                .isEqualTo(pair.publicKey().toString());
        assertThat(pair.secretKey().z85()).isEqualTo(SECRET);
        assertThat(CurvePublicKey.of(pair.publicKey().bytes())).isEqualTo(pair.publicKey());
        assertThat(CurveSecretKey.of(pair.secretKey().bytes())).isEqualTo(pair.secretKey());
    }

    @Test
    void newPairs() {
        CurveKeyPair one = CurveKeyPair.generate();
        assertThat(one).isNotEqualTo(CurveKeyPair.generate());
        assertThat(one.secretKey()).isNotEqualTo(CurveKeyPair.generate().secretKey());
        assertThat(one.secretKey().publicKey()).isEqualTo(one.publicKey());
    }

    @Test
    void nothingPrintsASecret() {
        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        String hex = HexFormat.of().formatHex(pair.secretKey().bytes());
        for (Object any : new Object[] {
            pair,
            pair.secretKey(),
            new SocketSecurity.CurveServer(pair),
            new SocketSecurity.CurveClient(pair.publicKey(), pair),
            CurveCertificate.of(pair, java.util.Map.of())
        }) {
            assertThat(any.toString()).doesNotContain(SECRET).doesNotContainIgnoringCase(hex);
        }
    }

    @Test
    void keysAreValues() {
        byte[] bytes = new byte[32];
        CurvePublicKey key = CurvePublicKey.of(bytes);
        bytes[0] = 1;
        key.bytes()[1] = 1;
        assertThat(key.bytes()).containsOnly(0);
    }

    @Test
    void wrongKeysAreRefusedAtOnceByTheNameOfTheOption() {
        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        PullOptions options = new PullOptions();
        assertRefused("ZMQ_CURVE_SECRETKEY", () -> options.curveServer(SECRET.substring(1)));
        assertRefused("ZMQ_CURVE_SECRETKEY", () -> options.curveServer("\"" + SECRET.substring(1)));
        assertRefused("ZMQ_CURVE_SERVERKEY", () -> options.curveClient("short", pair));
        assertRefused("ZMQ_CURVE_SECRETKEY", () -> CurveSecretKey.of(new byte[31]));
        assertRefused("ZMQ_CURVE_PUBLICKEY", () -> CurvePublicKey.of(new byte[33]));
        assertRefused("ZMQ_CURVE_PUBLICKEY", () -> CurvePublicKey.of(""));
        assertRefused("ZMQ_CURVE_PUBLICKEY", () -> CurveKeyPair.of(SECRET.replace("D:)Q[I", "000000"), SECRET));
    }
}
