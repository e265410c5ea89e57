package io.reactivezmq.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurvePublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZapCodecTest {

    private static final byte[] ID = {'1'};

    /** What libzmq asked its handler. */
    static Stream<JsonNode> vectors() throws IOException {
        try (InputStream file = ZapCodecTest.class.getResourceAsStream("/zmtp-vectors.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false)
                    .filter(node -> node.get("name").asText().startsWith("zap-request-"))
                    .toList()
                    .stream();
        }
    }

    private static ZmqMessage message(JsonNode vector) {
        return ZmqMessage.wrap(StreamSupport.stream(vector.get("frames").spliterator(), false)
                .map(frame -> HexFormat.of().parseHex(frame.asText()))
                .toArray(byte[][]::new));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void libzmqsQuestionsAreUnderstoodAndAskedTheSame(JsonNode vector) {
        ZmqMessage body = message(vector).dropFirst(1);
        ZapRequest decoded = ZapRequest.decode(body);
        assertThat(decoded.id()).containsExactly('1');
        AuthRequest request = decoded.request();
        assertThat(request.domain()).isEqualTo("test");
        assertThat(request.address()).isEqualTo("127.0.0.1");
        assertThat(request.socketId()).isEmpty();
        Credentials expected = switch (vector.get("name").asText()) {
            case "zap-request-null" -> new Credentials.Anonymous();
            case "zap-request-plain" -> new Credentials.UserPassword("admin", "secret");
            default ->
                new Credentials.PublicKey(CurvePublicKey.of(
                        HexFormat.of().parseHex("46f106423fc1eaa457c67651d34496e45c7029425b9816b3e8a36c3e02eda57b")));
        };
        assertThat(request.credentials()).isEqualTo(expected);
        assertThat(decoded.encode()).isEqualTo(body);
    }

    @Test
    void allThreeWereTried() throws IOException {
        assertThat(vectors()).hasSize(3);
    }

    @Test
    void mechanismsThatWeDoNotKnowPassThrough() {
        ZmqMessage gssapi = ZmqMessage.of("1.0", "7", "d", "::1", "", "GSSAPI", "principal");
        ZapRequest decoded = ZapRequest.decode(gssapi);
        assertThat(decoded.request().mechanism()).isEqualTo("GSSAPI");
        assertThat(decoded.request().toString()).doesNotContain("principal");
        assertThat(decoded.encode()).isEqualTo(gssapi);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0|7|d|::1|",
        "1.1|7|d|::1||NULL",
        "1.0|7|d|::1||NULL|x",
        "1.0|7|d|::1||PLAIN|x",
        "1.0|7|d|::1||PLAIN|x|y|z",
        "1.0|7|d|::1||CURVE|x",
        "1.0|7|d|::1||CURVE",
    })
    void whatIsNoQuestion(String frames) {
        ZmqMessage message = ZmqMessage.of(frames.split("\\|", -1));
        assertThatThrownBy(() -> ZapRequest.decode(message)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource(AuthResult.Status.class)
    void answersBothWays(AuthResult.Status status) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("X-One", "1");
        metadata.put("two", "zwei ä".repeat(100));
        metadata.put("e", "");
        AuthResult result = new AuthResult(status, "wörds", "ünser", metadata);
        ZmqMessage message = new ZapReply(ID, result).encode();
        assertThat(message.frameCount()).isEqualTo(6);
        assertThat(message.text(0)).isEqualTo("1.0");
        assertThat(message.text(2)).isEqualTo(Integer.toString(status.code()));
        ZapReply decoded = ZapReply.decode(message);
        assertThat(decoded.id()).isEqualTo(ID);
        assertThat(decoded.result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0|1|200|OK|user, ZAP_MALFORMED_REPLY",
        "1.0|1|200|OK|user||, ZAP_MALFORMED_REPLY",
        "2.0|1|200|OK|user|, ZAP_BAD_VERSION",
        "1.0|1|201|OK|user|, ZAP_INVALID_STATUS_CODE",
        "1.0|1|2000|OK|user|, ZAP_INVALID_STATUS_CODE",
        "1.0|1||OK|user|, ZAP_INVALID_STATUS_CODE",
        "1.0|1|200|OK|user|x, ZAP_INVALID_METADATA",
    })
    void whatIsNoAnswer(String frames, ProtocolError error) {
        assertBroken(ZmqMessage.of(frames.split("\\|", -1)), error);
    }

    @Test
    void metadataMustEndWhereTheyEnd() {
        byte[] good = "\u0001a\0\0\0\u0002bc".getBytes(StandardCharsets.US_ASCII);
        for (int length = 1; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertBroken(reply(cut), ProtocolError.ZAP_INVALID_METADATA);
        }
        assertThat(ZapReply.decode(reply(good)).result().metadata()).isEqualTo(Map.of("a", "bc"));
        byte[] negative = "\u0001a????".getBytes(StandardCharsets.US_ASCII);
        java.util.Arrays.fill(negative, 2, 6, (byte) -1);
        assertBroken(reply(negative), ProtocolError.ZAP_INVALID_METADATA);
        assertBroken(reply("\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII)), ProtocolError.ZAP_INVALID_METADATA);
    }

    private static ZmqMessage reply(byte[] metadata) {
        return ZmqMessage.wrap("1.0".getBytes(), ID, "200".getBytes(), new byte[0], new byte[0], metadata);
    }

    private static void assertBroken(ZmqMessage message, ProtocolError error) {
        assertThatThrownBy(() -> ZapReply.decode(message))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
