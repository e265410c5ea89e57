package io.reactivezmq.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of headers: what is in it, what is left out, and that no frame of a peer does harm. */
class RequestHeadersTest {

    private static final String FIRST = "ZMQ-HEADERS/1\n";

    private static byte[] frame(Map<String, String> headers) {
        return Objects.requireNonNull(RequestHeaders.encode(headers), "no header is left");
    }

    private static Map<String, String> decode(String frame) {
        return RequestHeaders.decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFrameIsText() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        headers.put("baggage", "user=a%20b;p=1,at=Z\u00fcrich: 8");
        byte[] frame = frame(headers);
        assertThat(new String(frame, StandardCharsets.UTF_8))
                .isEqualTo(FIRST
                        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
                        + "baggage: user=a%20b;p=1,at=Z\u00fcrich: 8\n");
        assertThat(RequestHeaders.isHeaders(frame)).isTrue();
        assertThat(RequestHeaders.decode(frame)).isEqualTo(headers);
    }

    @Test
    void namesAreFoundInUpperAndLowerCase() {
        assertThat(decode(FIRST + "TraceParent: a\n").get("traceparent")).isEqualTo("a");
    }

    @Test
    void aValueMayBeEmpty() {
        assertThat(decode(FIRST + "tracestate: \n")).isEqualTo(Map.of("tracestate", ""));
    }

    @Test
    void noHeadersMakeNoFrame() {
        assertThat(RequestHeaders.encode(Map.of())).isNull();
        assertThat(RequestHeaders.encode(Map.of("", "a"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a b", "a:", "a\n", "\u00e4"})
    void aHeaderWithABadNameIsLeftOut(String name) {
        assertThat(RequestHeaders.decode(frame(Map.of("good", "1", name, "2")))).isEqualTo(Map.of("good", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u0000", "\t", "\u007f"})
    void aHeaderWithABadValueIsLeftOut(String value) {
        assertThat(RequestHeaders.decode(frame(Map.of("good", "1", "bad", value))))
                .isEqualTo(Map.of("good", "1"));
    }

    @Test
    void headersThatHaveNoPlaceAreLeftOut() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("first", "1");
        headers.put("baggage", "x".repeat(RequestHeaders.MAX_BYTES));
        headers.put("last", "2");
        assertThat(RequestHeaders.decode(frame(headers))).isEqualTo(Map.of("first", "1", "last", "2"));

        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i <= RequestHeaders.MAX_HEADERS; i++) {
            many.put("h" + i, "v");
        }
        assertThat(RequestHeaders.decode(frame(many)))
                .hasSize(RequestHeaders.MAX_HEADERS)
                .doesNotContainKey("h" + RequestHeaders.MAX_HEADERS);
    }

    @Test
    void theLargestFrameIsRead() {
        int rest = RequestHeaders.MAX_BYTES - FIRST.length() - "a: \n".length();
        assertThat(decode(FIRST + "a: " + "x".repeat(rest) + "\n")).hasSize(1);
        assertThat(decode(FIRST + "a: " + "x".repeat(rest + 1) + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ZMQ-HEADERS/1",
                "ZMQ-HEADERS/2\na: b\n",
                FIRST,
                FIRST + "a: b",
                FIRST + "\n",
                FIRST + "a\n",
                FIRST + "a:b\n",
                FIRST + "a\nb: c\n",
                FIRST + ": b\n",
                FIRST + "a b: c\n",
                FIRST + "a: b\n\n",
                FIRST + "a: b\rc\n",
            })
    void aFrameWithAnyFaultHasNoHeaders(String frame) {
        assertThat(decode(frame)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "a\u00c3", "\u00c0\u00aa", "\u00ed\u00a0\u0080"})
    void aFrameThatIsNotUtf8HasNoHeaders(String bytes) {
        String frame = FIRST + "good: 1\nbad: " + bytes + "\n";
        assertThat(RequestHeaders.decode(frame.getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void aFrameWithTooManyHeadersHasNone() {
        assertThat(decode(FIRST + "a: b\n".repeat(RequestHeaders.MAX_HEADERS))).hasSize(1);
        assertThat(decode(FIRST + "a: b\n".repeat(RequestHeaders.MAX_HEADERS + 1)))
                .isEmpty();
    }

    @Test
    void noFrameDoesHarm() {
        Random random = new Random(7);
        byte[] good = frame(Map.of("traceparent", "00-4bf92f3577b34da6", "tracestate", "a=b"));
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            assertThat(RequestHeaders.decode(frame).size()).isLessThanOrEqualTo(RequestHeaders.MAX_HEADERS);
        }
    }
}
