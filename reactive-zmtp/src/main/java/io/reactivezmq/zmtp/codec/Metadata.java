package io.reactivezmq.zmtp.codec;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The properties that peers announce in the handshake, repeated up to the end of the command.
 *
 * <pre>
 * length(1) name   letters, digits, - _ . +
 * length(4) value  big-endian, at most 2^31 - 1
 * </pre>
 *
 * <p>Decoding checks the lengths but not the characters of names: libzmq accepts any name, even an empty one.
 *
 * @param properties in the order on the wire; a name may occur twice
 */
public record Metadata(List<Property> properties) {

    /** The name of the property with the peer's socket type. */
    public static final String SOCKET_TYPE = "Socket-Type";

    /** The name of the property with the routing id. */
    public static final String IDENTITY = "Identity";

    private static final int MAX_NAME = 255;
    private static final int VALUE_LENGTH = 4;

    /**
     * A name and its value.
     *
     * @param name the name as the peer wrote it
     * @param value any bytes
     */
    public record Property(String name, byte[] value) {

        /** Returns whether the property has this name, ignoring case. */
        public boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Creates metadata with a copy of the list. */
    public Metadata {
        properties = List.copyOf(properties);
    }

    /**
     * Encodes all properties.
     *
     * @throws IllegalArgumentException when a name is empty or longer than 255 bytes
     */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Property property : properties) {
            byte[] name = property.name().getBytes(StandardCharsets.ISO_8859_1);
            if (name.length == 0 || name.length > MAX_NAME) {
                throw new IllegalArgumentException("a property's name has 1 to 255 bytes, not " + name.length);
            }
            out.write(name.length);
            out.writeBytes(name);
            int length = property.value().length;
            for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                out.write(length >>> shift);
            }
            out.writeBytes(property.value());
        }
        return out.toByteArray();
    }

    /**
     * Decodes the bytes from {@code from} to {@code to}.
     *
     * @throws ProtocolException when a length goes beyond the end
     */
    public static Metadata decode(byte[] data, int from, int to) {
        List<Property> properties = new ArrayList<>();
        int at = from;
        while (at < to) {
            int nameEnd = at + 1 + (data[at] & 0xff);
            if (nameEnd > to - VALUE_LENGTH) {
                throw new ProtocolException(
                        ProtocolError.INVALID_METADATA,
                        "the name of property " + (properties.size() + 1) + " has " + (data[at] & 0xff)
                                + " bytes, but only " + (to - at - 1) + " are left for it and the value's length");
            }
            int valueFrom = nameEnd + VALUE_LENGTH;
            long valueLength = length(data, nameEnd);
            if (valueLength > to - valueFrom) {
                throw new ProtocolException(
                        ProtocolError.INVALID_METADATA,
                        "the value of property " + (properties.size() + 1) + " has " + valueLength + " bytes, but only "
                                + (to - valueFrom) + " are left");
            }
            String name = new String(data, at + 1, nameEnd - at - 1, StandardCharsets.ISO_8859_1);
            at = valueFrom + (int) valueLength;
            properties.add(new Property(name, Arrays.copyOfRange(data, valueFrom, at)));
        }
        return new Metadata(properties);
    }

    private static long length(byte[] data, int at) {
        long length = 0;
        for (int i = 0; i < VALUE_LENGTH; i++) {
            length = (length << Byte.SIZE) | (data[at + i] & 0xff);
        }
        return length;
    }
}
