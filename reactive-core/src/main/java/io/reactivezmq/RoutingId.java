package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a ROUTER, SERVER, PEER or STREAM knows one of its peers: 1 to 255 bytes ({@code ZMQ_ROUTING_ID},
 * RFC 28).
 *
 * <p>A peer of a ROUTER announces its own id, or the ROUTER generates one that begins with a zero byte.
 */
public final class RoutingId implements Comparable<RoutingId> {

    private static final int MAX_SIZE = 255;

    private final byte[] value;

    private RoutingId(byte[] value) {
        if (value.length == 0 || value.length > MAX_SIZE) {
            throw new InvalidMessageException("a routing id has 1 to 255 bytes, not " + value.length);
        }
        this.value = value;
    }

    /**
     * Creates a routing id from text, encoded in UTF-8.
     *
     * @throws InvalidMessageException when the text has no bytes or more than 255
     */
    public static RoutingId of(String text) {
        return new RoutingId(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates a routing id from a copy of these bytes.
     *
     * @throws InvalidMessageException when there are no bytes or more than 255
     */
    public static RoutingId of(byte[] value) {
        return new RoutingId(value.clone());
    }

    /**
     * Returns the routing id in the first frame of a message that a ROUTER received: that of the sender.
     *
     * @throws InvalidMessageException when the frame has no bytes or more than 255
     */
    public static RoutingId of(ZmqMessage message) {
        return new RoutingId(message.unwrap(0));
    }

    /**
     * Returns the routing id by which the socket that reported this peer knows it.
     *
     * @throws InvalidMessageException when the socket does not route by id, so that the peer has none
     */
    public static RoutingId of(PeerInfo peer) {
        return new RoutingId(peer.routingId());
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Returns the message with this id as its new first frame, as the {@code send} of a ROUTER takes it. */
    public ZmqMessage address(ZmqMessage message) {
        return message.prepend(value);
    }

    /**
     * Compares the bytes as unsigned numbers; of two ids with the same beginning, the shorter one comes first. The
     * order also keeps hash maps fast when peers choose ids with equal hash codes.
     */
    @Override
    public int compareTo(RoutingId other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutingId that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Returns the id as text when it is printable ASCII, else in hexadecimal after {@code 0x}. */
    @Override
    public String toString() {
        for (byte each : value) {
            if (each < ' ' || each > '~') {
                return "0x" + HexFormat.of().formatHex(value);
            }
        }
        return new String(value, StandardCharsets.US_ASCII);
    }
}
