package io.reactivezmq.zap;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Encodes and decodes the metadata frame of a ZAP reply: names and values.
 *
 * <pre>
 * length(1) name   letters, digits, - _ . +
 * length(4) value  big-endian
 * </pre>
 */
final class ZapMetadata {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9\\-_.+]{1,255}");

    private ZapMetadata() {}

    static byte[] encode(Map<String, String> metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metadata.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("no name for metadata: " + name);
            }
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            out.write(name.length());
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        });
        return out.toByteArray();
    }

    static Map<String, String> decode(byte[] bytes) {
        Map<String, String> metadata = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                String name = text(in, in.get() & 0xff);
                String value = text(in, in.getInt());
                if (!NAME.matcher(name).matches()) {
                    throw broken();
                }
                metadata.putIfAbsent(name, value);
            }
        } catch (BufferUnderflowException e) {
            throw broken();
        }
        return metadata;
    }

    private static String text(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw broken();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ProtocolException broken() {
        return new ProtocolException(ProtocolError.ZAP_INVALID_METADATA, "a ZAP reply with unreadable metadata");
    }
}
