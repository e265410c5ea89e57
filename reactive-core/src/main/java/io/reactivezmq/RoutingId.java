package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a ROUTER knows one of its peers: 1 to 255 bytes ({@code ZMQ_ROUTING_ID}, RFC 28). A peer announces
 * its own, or the ROUTER makes one that begins with a zero byte.
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

    /** The routing id that is this text in UTF-8. */
    public static RoutingId of(String text) {
        return new RoutingId(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The routing id that is a copy of these bytes. */
    public static RoutingId of(byte[] value) {
        return new RoutingId(value.clone());
    }

    /** The routing id of the peer that sent this message to a ROUTER: its first frame. */
    public static RoutingId of(ZmqMessage message) {
        return new RoutingId(message.unwrap(0));
    }

    /** The routing id by which the socket that reported this peer knows it. */
    public static RoutingId of(PeerInfo peer) {
        return new RoutingId(peer.routingId());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** {@code message} behind this id, as a ROUTER's mixed {@code send} wants it. */
    public ZmqMessage address(ZmqMessage message) {
        return message.prepend(value);
    }

    /**
     * By their bytes, unsigned, the shorter one first of two that begin the same. It also keeps hash maps fast whose
     * keys peers have chosen to collide.
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

    /** The text when it is printable ASCII, else hexadecimal. */
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
