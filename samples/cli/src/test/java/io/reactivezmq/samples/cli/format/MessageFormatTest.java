package io.reactivezmq.samples.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageFormatTest {

    private static final byte[] TAB = {'\t'};

    static Stream<MessageFormat> lossless() {
        return Stream.of(new EscapedFormat(), new HexFormat(TAB), new JsonFormat(false), new JsonFormat(true));
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void tenThousandRandomFramesAreReadAsTheyWereWritten(MessageFormat format) throws IOException {
        Random random = new Random(4711);
        List<ZmqMessage> messages = new ArrayList<>();
        for (int frames = 0; frames < 10_000; ) {
            byte[][] message = new byte[1 + random.nextInt(4)][];
            for (int i = 0; i < message.length; i++) {
                message[i] = frame(random);
            }
            frames += message.length;
            messages.add(ZmqMessage.wrap(message));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ZmqMessage each : messages) {
            format.write(each, out);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        for (ZmqMessage each : messages) {
            assertThat(format.read(in)).isEqualTo(each);
        }
        assertThat(format.read(in)).isNull();
    }

    /** Returns random bytes, text, or text that looks like an escape. */
    private static byte[] frame(Random random) {
        int length = random.nextInt(20);
        byte[] frame = new byte[length];
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(frame);
            case 1 -> {
                for (int i = 0; i < length; i++) {
                    frame[i] = (byte) "\\xtnr0a\t\n\r\"{".charAt(random.nextInt(12));
                }
            }
            default -> frame = "Grüße, 世界 ".repeat(random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
        }
        return frame;
    }

    private static String written(MessageFormat format, ZmqMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(message, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static @Nullable ZmqMessage read(MessageFormat format, String text) throws IOException {
        return format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void framesAreSeparatedByTabs() throws IOException {
        ZmqMessage message = ZmqMessage.of("a", "", "b c");
        assertThat(written(new TextFormat(TAB), message)).isEqualTo("a\t\tb c\n");
        assertThat(read(new TextFormat(TAB), "a\t\tb c\n")).isEqualTo(message);
    }

    @Test
    void aDelimiterMayBeLong() throws IOException {
        MessageFormat format = new TextFormat(", ".getBytes(StandardCharsets.UTF_8));
        assertThat(read(format, "a,b, c\n")).isEqualTo(ZmqMessage.of("a,b", "c"));
        assertThat(read(format, ", \n")).isEqualTo(ZmqMessage.of("", ""));
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws IOException {
        assertThat(read(new TextFormat(TAB), "end")).isEqualTo(ZmqMessage.of("end"));
        assertThat(read(new TextFormat(TAB), "")).isNull();
        assertThat(read(new TextFormat(TAB), "\n")).isEqualTo(ZmqMessage.of(""));
    }

    @Test
    void textStaysLegible() throws IOException {
        assertThat(written(new EscapedFormat(), ZmqMessage.of("Grüße\n", "\\"))).isEqualTo("Grüße\\n\t\\\\\n");
        assertThat(written(new EscapedFormat(), ZmqMessage.of(new byte[] {(byte) 0xff, 'a', 0})))
                .isEqualTo("\\xffa\\x00\n");
        assertThat(written(new JsonFormat(false), ZmqMessage.of(new byte[][] {{'a'}, {(byte) 0xff}})))
                .isEqualTo("[\"a\",{\"base64\":\"/w==\"}]\n");
    }

    @Test
    void jsonIsReadInAllForms() throws IOException {
        JsonFormat format = new JsonFormat(false);
        assertThat(read(format, "\n \n\"one\"\n")).isEqualTo(ZmqMessage.of("one"));
        assertThat(read(format, "[\"a\", \"b\"]")).isEqualTo(ZmqMessage.of("a", "b"));
        assertThat(read(format, "{\"peer\": {}, \"frames\": [\"a\"]}")).isEqualTo(ZmqMessage.of("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | at least one frame",
                "[1] | a frame is a string",
                "[\"a\" | no JSON",
                "{\"base64\": \"!\"} | no Base64"
            })
    void invalidJsonIsAnError(String text, String error) {
        assertThatThrownBy(() -> read(new JsonFormat(false), text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(error);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\\q", "\\", "\\x1", "\\xzz"})
    void anInvalidEscapeIsAnError(String text) {
        assertThatThrownBy(() -> read(new EscapedFormat(), text)).isInstanceOf(FormatException.class);
    }

    @Test
    void oddHexadecimalDigitsAreAnError() {
        assertThatThrownBy(() -> read(new HexFormat(TAB), "abc")).isInstanceOf(FormatException.class);
    }

    @Test
    void rawIsOneMessage() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8));
        RawFormat format = new RawFormat();
        assertThat(format.read(in)).isEqualTo(ZmqMessage.of("a\nb\n"));
        assertThat(format.read(in)).isNull();
        assertThat(written(format, ZmqMessage.of("a", "b"))).isEqualTo("ab");
    }
}
