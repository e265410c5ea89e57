package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import java.util.regex.Pattern;

/**
 * The proxy server through which a socket connects over TCP.
 *
 * @param kind the protocol of the proxy
 * @param host the host name or numeric address of the proxy
 * @param port the port of the proxy
 * @param user the user name; empty for a proxy without authentication
 * @param password the password of the user
 */
public record ProxySettings(Kind kind, String host, int port, String user, String password) {

    /** The protocol of a proxy. */
    public enum Kind {
        /** SOCKS 5 (RFC 1928), with user name and password (RFC 1929). */
        SOCKS5,
        /** SOCKS 4a, with a user name and no password. */
        SOCKS4,
        /** HTTP {@code CONNECT}. */
        HTTP
    }

    /**
     * Characters that occur in a URI, a user name or libzmq's source address, but never in a host name or numeric
     * address.
     */
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
            // Reported below.
        }
        throw new InvalidOptionException(option, address, "host:port, and nothing else");
    }

    /** Returns these settings with a user name and password. */
    ProxySettings as(String name, String secret) {
        return new ProxySettings(kind, host, port, name, secret);
    }

    /** Returns a description without the password. */
    @Override
    public String toString() {
        return kind + " proxy " + (user.isEmpty() ? "" : user + "@") + host + ":" + port;
    }
}
