package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the first frame of a {@link DgramSocket}'s messages tells whom they come from or go to: {@code 192.0.2.1:5555} or
 * {@code [2001:db8::1]:5555}, always numbers, as no name service is asked for each message.
 */
public final class DatagramAddress {

    private static final int LONGEST = 128;
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9._-]+)?");

    private DatagramAddress() {}

    /**
     * Whom this message came from, or goes to: its first frame.
     *
     * @throws InvalidMessageException when that is no address
     */
    public static InetSocketAddress of(ZmqMessage message) {
        return parse(message.unwrap(0));
    }

    /**
     * The address in a frame.
     *
     * @throws InvalidMessageException when there is none
     */
    public static InetSocketAddress parse(byte[] frame) {
        return parse(new String(frame, 0, Math.min(frame.length, LONGEST + 1), StandardCharsets.UTF_8));
    }

    /**
     * The address that is written like this.
     *
     * @throws InvalidMessageException when none is
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
                    // With a colon inside it is never taken for a name.
                    return new InetSocketAddress(InetAddress.getByName(ipv6), port);
                }
            }
        } catch (UnknownHostException e) {
            // Told below.
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
     * The frame for an address.
     *
     * @throws InvalidMessageException when it is a name that nobody has resolved, or has no port
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
