package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import java.util.regex.Pattern;

/**
 * What stands between us and everybody we connect to by TCP.
 *
 * @param kind what it speaks
 * @param host its name or number
 * @param port its port
 * @param user empty when it asks nobody who he is
 * @param password the user's
 */
public record ProxySettings(Kind kind, String host, int port, String user, String password) {

    /** What a proxy speaks. */
    public enum Kind {
        /** RFC 1928, with RFC 1929 for user and password. */
        SOCKS5,
        /** SOCKS 4a; a user, and no password. */
        SOCKS4,
        /** HTTP's CONNECT. */
        HTTP
    }

    /** What no host's name or number contains, but a URI, a user's name, or libzmq's source address does. */
    private static final Pattern NO_HOST = Pattern.compile("[;/@\\s]");

    static ProxySettings parse(Kind kind, String option, String address) {
        int colon = Check.notNull(option, address).lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (!host.isBlank() && !NO_HOST.matcher(host).find() && port > 0 && port <= 65_535) {
                return new ProxySettings(kind, host, port, "", "");
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidOptionException(option, address, "host:port, and nothing else");
    }

    /** The same, for somebody who is known there. */
    ProxySettings as(String name, String secret) {
        return new ProxySettings(kind, host, port, name, secret);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return kind + " proxy " + (user.isEmpty() ? "" : user + "@") + host + ":" + port;
    }
}
