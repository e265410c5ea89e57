package io.reactivezmq.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the headers of a request, such as {@code traceparent}, as one frame of its envelope, and decodes them. The
 * frame is text in UTF-8: the line {@code ZMQ-HEADERS/1}, and for each header a line {@code name: value}. Each line
 * ends with a line feed.
 *
 * <p>Names are one or more printable characters of ASCII without the colon. Values have no control characters. A frame
 * has at most {@value #MAX_BYTES} bytes and {@value #MAX_HEADERS} headers.
 */
public final class RequestHeaders {

    /** The largest number of bytes of a frame. */
    public static final int MAX_BYTES = 8192;

    /** The largest number of headers of a frame. */
    public static final int MAX_HEADERS = 64;

    private static final byte[] FIRST_LINE = "ZMQ-HEADERS/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SEPARATOR = ": ";

    private RequestHeaders() {}

    /**
     * Returns the frame of these headers, in the order of the map, or null if it would have none. A header that has no
     * place in the frame, or characters that it must not have, is left out.
     */
    public static byte @Nullable [] encode(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
        frame.writeBytes(FIRST_LINE);
        int count = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            String value = header.getValue();
            if (count < MAX_HEADERS && isName(name) && isValue(value)) {
                byte[] line = (name + SEPARATOR + value + '\n').getBytes(StandardCharsets.UTF_8);
                if (frame.size() + line.length <= MAX_BYTES) {
                    frame.writeBytes(line);
                    count++;
                }
            }
        }
        return count == 0 ? null : frame.toByteArray();
    }

    /** Returns whether the frame begins with the line that frames of headers begin with. */
    public static boolean isHeaders(byte[] frame) {
        return frame.length >= FIRST_LINE.length
                && Arrays.equals(frame, 0, FIRST_LINE.length, FIRST_LINE, 0, FIRST_LINE.length);
    }

    /**
     * Returns the headers in a frame, whose names are found in upper and lower case. Returns no headers if anything
     * about the frame is wrong, as any peer may send any frame. Never throws.
     */
    public static Map<String, String> decode(byte[] frame) {
        if (!isHeaders(frame) || frame.length > MAX_BYTES || frame[frame.length - 1] != '\n') {
            return Map.of();
        }
        ByteBuffer text = ByteBuffer.wrap(frame, FIRST_LINE.length, frame.length - FIRST_LINE.length);
        try {
            return decode(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException notText) {
            return Map.of();
        }
    }

    private static Map<String, String> decode(String lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (int begin = 0, end; begin < lines.length(); begin = end + 1) {
            end = lines.indexOf('\n', begin);
            int colon = lines.indexOf(SEPARATOR, begin);
            if (++count > MAX_HEADERS || colon < 0 || colon > end) {
                return Map.of();
            }
            String name = lines.substring(begin, colon);
            String value = lines.substring(colon + SEPARATOR.length(), end);
            if (!isName(name) || !isValue(value)) {
                return Map.of();
            }
            headers.put(name, value);
        }
        return headers;
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':');
    }

    private static boolean isValue(@Nullable String value) {
        return value != null && value.chars().noneMatch(Character::isISOControl);
    }
}
