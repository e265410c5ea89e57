package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses with a common prefix, such as {@code 10.0.0.0/8}. */
public final class AddressRange {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Parses a numeric address, or an address and the number of prefix bits after a slash. Host names are not resolved.
     *
     * @throws InvalidOptionException when the text is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw wrong(text);
        }
        int all = address.length * Byte.SIZE;
        return new AddressRange(address, slash < 0 ? all : bits(text, text.substring(slash + 1), all));
    }

    private static int bits(String text, String number, int most) {
        try {
            int bits = Integer.parseInt(number);
            if (bits >= 0 && bits <= most) {
                return bits;
            }
        } catch (NumberFormatException e) {
            // Reported by the exception below.
        }
        throw wrong(text);
    }

    private static InvalidOptionException wrong(String text) {
        return new InvalidOptionException("address", text, "a numeric IP address, or one with /bits behind it");
    }

    /** Returns the bytes of a numeric address, or null for other text. Causes no name lookup. */
    private static byte @Nullable [] bytes(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            // The JDK returns an IPv4-mapped IPv6 address as IPv4.
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    static boolean anyHas(List<AddressRange> ranges, String address) {
        byte[] bytes = bytes(address);
        if (bytes != null) {
            for (AddressRange range : ranges) {
                if (range.has(bytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether the address is in this range. An IPv4 range contains no IPv6 address, and vice versa. */
    public boolean contains(InetAddress address) {
        return has(address.getAddress());
    }

    private boolean has(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
