package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts between socket addresses and the first frame of a {@link DgramSocket} message, which names the peer.
 *
 * <p>The text form is {@code 192.0.2.1:5555} or {@code [2001:db8::1]:5555}. Addresses are always numeric, so that no
 * message needs a name lookup.
 */
public final class DatagramAddress {

    private static final int LONGEST = 128;
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9._-]+)?");

    private DatagramAddress() {}

    /**
     * Returns the peer address in the first frame of the message: the source of a received message, the destination of
     * a message to send.
     *
     * @throws InvalidMessageException when the first frame is not an address
     */
    public static InetSocketAddress of(ZmqMessage message) {
        return parse(message.unwrap(0));
    }

    /**
     * Parses the address in a frame, which is read as UTF-8.
     *
     * @throws InvalidMessageException when the frame is not an address
     */
    public static InetSocketAddress parse(byte[] frame) {
        return parse(new String(frame, 0, Math.min(frame.length, LONGEST + 1), StandardCharsets.UTF_8));
    }

    /**
     * Parses a numeric address and port. Host names are not resolved.
     *
     * @throws InvalidMessageException when the text is not a numeric address with a port from 1 to 65535
     */
    public static InetSocketAddress parse(String text) {
        if (text.length() > LONGEST) {
            throw wrong(text.substring(0, LONGEST) + "...");
        }
        int colon = text.lastIndexOf(':');
        int port = port(text, colon + 1);
        byte[] ipv4 = ipv4(text, colon);
        try {
            if (port > 0 && ipv4 != null) {
                return new InetSocketAddress(InetAddress.getByAddress(ipv4), port);
            }
            if (port > 0 && colon > 2 && text.charAt(0) == '[' && text.charAt(colon - 1) == ']') {
                String ipv6 = text.substring(1, colon - 1);
                if (IPV6.matcher(ipv6).matches()) {
                    // The JDK takes text with a colon for an IPv6 literal, so this causes no name lookup.
                    return new InetSocketAddress(InetAddress.getByName(ipv6), port);
                }
            }
        } catch (UnknownHostException e) {
            // Reported by the exception below.
        }
        throw wrong(text);
    }

    private static InvalidMessageException wrong(String text) {
        return new InvalidMessageException(
                "a datagram goes to an address such as 192.0.2.1:5555 or [2001:db8::1]:5555, not to '" + text + "'");
    }

    private static int port(String text, int from) {
        int digits = text.length() - from;
        if (from == 0 || digits == 0 || digits > 5) {
            return 0;
        }
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            port = port * 10 + (digit - '0');
        }
        return port > 65_535 ? 0 : port;
    }

    private static byte @Nullable [] ipv4(String text, int end) {
        byte[] bytes = new byte[4];
        int index = 0;
        int value = -1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && value < 256) {
                value = Math.max(value, 0) * 10 + (c - '0');
            } else if (c == '.' && value >= 0 && value < 256 && index < 3) {
                bytes[index++] = (byte) value;
                value = -1;
            } else {
                return null;
            }
        }
        if (index != 3 || value < 0 || value > 255) {
            return null;
        }
        bytes[3] = (byte) value;
        return bytes;
    }

    /**
     * Returns the frame that names this address.
     *
     * @throws InvalidMessageException when the address is unresolved or has no port
     */
    public static byte[] frame(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null || address.getPort() == 0) {
            throw new InvalidMessageException("a datagram goes to a number and a port, not to " + address);
        }
        String number = ip.getHostAddress();
        return ((number.indexOf(':') < 0 ? number : "[" + number + "]") + ":" + address.getPort())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
