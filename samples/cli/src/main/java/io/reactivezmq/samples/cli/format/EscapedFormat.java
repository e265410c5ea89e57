package io.reactivezmq.samples.cli.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Frames as text in which {@code \\}, {@code \t}, {@code \n}, {@code \r} and {@code \xHH} stand for a byte each. Every
 * frame can be written and read again without loss.
 */
final class EscapedFormat extends LineFormat {

    private static final java.util.HexFormat HEX = java.util.HexFormat.of();

    EscapedFormat() {
        super(new byte[] {'\t'});
    }

    @Override
    byte[] encode(byte[] frame) {
        boolean utf8 = isUtf8(frame);
        ByteArrayOutputStream text = new ByteArrayOutputStream(frame.length + 16);
        for (byte each : frame) {
            switch (each) {
                case '\\' -> escape(text, '\\');
                case '\t' -> escape(text, 't');
                case '\n' -> escape(text, 'n');
                case '\r' -> escape(text, 'r');
                default -> {
                    if (each >= ' ' && each != 0x7f || each < 0 && utf8) {
                        text.write(each);
                    } else {
                        escape(text, 'x');
                        text.writeBytes(HEX.toHexDigits(each).getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
        return text.toByteArray();
    }

    private static void escape(ByteArrayOutputStream text, char kind) {
        text.write('\\');
        text.write(kind);
    }

    private static boolean isUtf8(byte[] frame) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    @Override
    byte[] decode(byte[] text) throws FormatException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\\') {
                frame.write(text[i]);
                continue;
            }
            i++;
            switch (i < text.length ? text[i] : 0) {
                case '\\' -> frame.write('\\');
                case 't' -> frame.write('\t');
                case 'n' -> frame.write('\n');
                case 'r' -> frame.write('\r');
                case 'x' -> {
                    frame.write(hex(text, i + 1));
                    i += 2;
                }
                default -> throw new FormatException("a backslash is followed by \\, t, n, r or x and two digits");
            }
        }
        return frame.toByteArray();
    }

    private static int hex(byte[] text, int at) throws FormatException {
        if (at + 2 > text.length
                || !java.util.HexFormat.isHexDigit(text[at])
                || !java.util.HexFormat.isHexDigit(text[at + 1])) {
            throw new FormatException("\\x is followed by two hexadecimal digits");
        }
        return java.util.HexFormat.fromHexDigits(new String(text, at, 2, StandardCharsets.US_ASCII));
    }
}
