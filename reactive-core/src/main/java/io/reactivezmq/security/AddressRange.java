package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses that begin with the same bits, such as {@code 10.0.0.0/8}. */
public final class AddressRange {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads an address, or one with {@code /bits} behind it. No name service is asked.
     *
     * @throws InvalidOptionException when it is neither
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
            // Told below.
        }
        throw wrong(text);
    }

    private static InvalidOptionException wrong(String text) {
        return new InvalidOptionException("address", text, "a numeric IP address, or one with /bits behind it");
    }

    /** The address's bytes, or null when the text is no numeric address. No name service is asked. */
    private static byte @Nullable [] bytes(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            // An IPv4 address in IPv6's clothes comes out as IPv4.
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

    /** Whether this address is one of them. */
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
