package io.reactivezmq.spi.settings;

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

    /** Returns a description without the password. */
    @Override
    public String toString() {
        return kind + " proxy " + (user.isEmpty() ? "" : user + "@") + host + ":" + port;
    }
}
