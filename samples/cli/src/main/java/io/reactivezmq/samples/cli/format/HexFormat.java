package io.reactivezmq.samples.cli.format;

import java.nio.charset.StandardCharsets;

/** Frames as hexadecimal digits. */
final class HexFormat extends LineFormat {

    private static final java.util.HexFormat HEX = java.util.HexFormat.of();

    HexFormat(byte[] delimiter) {
        super(delimiter);
    }

    @Override
    byte[] encode(byte[] frame) {
        return HEX.formatHex(frame).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    byte[] decode(byte[] text) throws FormatException {
        String digits = new String(text, StandardCharsets.ISO_8859_1).strip();
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException invalid) {
            throw new FormatException("\"" + digits + "\" is no even number of hexadecimal digits");
        }
    }
}
