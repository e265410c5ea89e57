package io.reactivezmq.zmtp.netty.tcp;

import io.netty.util.NetUtil;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@code tcp} endpoint after {@code ://}.
 *
 * @param host a name, an interface or an IP literal, without the brackets of IPv6; {@code *} for any
 * @param port the port; zero for any
 */
public record TcpAddress(String host, int port) {

    private static final String ANY = "*";

    /** Parses an address to listen on. The host may be {@code *} or an interface, the port {@code *} or 0. */
    static TcpAddress toBind(Endpoint endpoint) {
        return toBind(endpoint, endpoint.address());
    }

    /**
     * Parses an address to listen on from a part of the endpoint, for endpoints with more than an address after
     * {@code ://}.
     *
     * @throws InvalidEndpointException when the text is no such address
     */
    public static TcpAddress toBind(Endpoint endpoint, String text) {
        return parse(endpoint, text, true);
    }

    /** Parses an address to connect to. A wildcard IP address stands for this machine. */
    static TcpAddress toConnect(Endpoint endpoint) {
        return toConnect(endpoint, endpoint.address());
    }

    /**
     * Parses an address to connect to from a part of the endpoint, for endpoints with more than an address after
     * {@code ://}.
     *
     * @throws InvalidEndpointException when the text is no such address
     */
    public static TcpAddress toConnect(Endpoint endpoint, String text) {
        return parse(endpoint, text, false);
    }

    private static TcpAddress parse(Endpoint endpoint, String text, boolean bind) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new InvalidEndpointException(
                    endpoint.uri(), "the port is missing, as in " + endpoint.transport() + "://host:5555");
        }
        String host = host(endpoint, text.substring(0, colon), bind);
        return new TcpAddress(bind ? host : reachable(host), port(endpoint, text.substring(colon + 1), bind));
    }

    /**
     * Replaces a wildcard IP address by the loopback address. An endpoint bound to all interfaces is reported by its
     * wildcard address. Operating systems and kinds of channels differ in where a connect to that address leads, if
     * anywhere.
     */
    private static String reachable(String host) {
        InetAddress literal = literal(host);
        if (literal == null || !literal.isAnyLocalAddress()) {
            return host;
        }
        return literal instanceof Inet4Address ? "127.0.0.1" : "::1";
    }

    private static String host(Endpoint endpoint, String host, boolean bind) {
        if (host.startsWith("[") && host.endsWith("]")) {
            String inner = host.substring(1, host.length() - 1);
            int zone = inner.indexOf('%');
            if (!NetUtil.isValidIpV6Address(inner) || zone >= 0 && !mayBeHost(inner.substring(zone + 1))) {
                throw new InvalidEndpointException(endpoint.uri(), "'" + inner + "' is not an IPv6 address");
            }
            return inner;
        }
        if (host.equals(ANY)) {
            if (!bind) {
                throw new InvalidEndpointException(endpoint.uri(), "'*' is no host to connect to");
            }
            return host;
        }
        if (NetUtil.isValidIpV6Address(host)) {
            return host;
        }
        if (host.isEmpty() || !mayBeHost(host)) {
            throw new InvalidEndpointException(endpoint.uri(), "'" + host + "' is not a host");
        }
        return host;
    }

    private static boolean mayBeHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static int port(Endpoint endpoint, String port, boolean bind) {
        if (bind && port.equals(ANY)) {
            return 0;
        }
        int number;
        try {
            number = port.startsWith("+") ? -1 : Integer.parseInt(port);
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0 || number > 65_535 || number == 0 && !bind) {
            throw new InvalidEndpointException(
                    endpoint.uri(), "'" + port + "' is not a port between " + (bind ? 0 : 1) + " and 65535");
        }
        return number;
    }

    /** Returns the address of this IP literal, with its zone. Returns null for any other text, without a lookup. */
    public static @Nullable InetAddress literal(String host) {
        if (NetUtil.createByteArrayFromIpAddressString(host) == null) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            // The zone does not exist.
            return null;
        }
    }

    /** Returns whether the host stands for all interfaces. */
    public boolean isAny() {
        return host.equals(ANY);
    }

    /** Returns whether {@link #resolveToBind} may block: for a name, which may also be that of an interface. */
    public boolean mayBlock() {
        return !isAny() && literal(host) == null;
    }

    /**
     * Resolves the address to listen on. May block, as it may query a name service.
     *
     * @param ipv6 whether {@code *} and an interface may resolve to an IPv6 address
     * @throws IOException when the interface has no suitable address, or the name cannot be resolved
     */
    public InetSocketAddress resolveToBind(boolean ipv6) throws IOException {
        InetAddress known = withoutNameService(ipv6);
        return new InetSocketAddress(known == null ? InetAddress.getByName(host) : known, port);
    }

    /**
     * Resolves the address to connect from. Never queries a name service, as loops call it.
     *
     * @param ipv6 whether {@code *} and an interface may resolve to an IPv6 address
     * @throws IOException when the interface has no suitable address, or the host is neither {@code *} nor an IP
     *     literal nor an interface, such as an interface or a zone that no longer exists
     */
    InetSocketAddress resolveAsSource(boolean ipv6) throws IOException {
        InetAddress known = withoutNameService(ipv6);
        if (known == null) {
            throw new UnknownHostException("the source '" + host + "' is neither an address nor an interface here");
        }
        return new InetSocketAddress(known, port);
    }

    /** Resolves {@code *}, an IP literal or an interface. Returns null for any other host. */
    private @Nullable InetAddress withoutNameService(boolean ipv6) throws IOException {
        if (isAny()) {
            return InetAddress.getByName(ipv6 ? "::" : "0.0.0.0");
        }
        InetAddress literal = literal(host);
        if (literal != null) {
            return literal;
        }
        NetworkInterface card = NetworkInterface.getByName(host);
        return card == null
                ? null
                : card.inetAddresses()
                        .filter(address -> ipv6 || address.getAddress().length == 4)
                        .findFirst()
                        .orElseThrow(() -> new UnknownHostException("the interface " + host + " has no address"));
    }

    /** Returns the zone, which a link-local address needs in order to be connected to; empty without one. */
    private static String zone(InetAddress address) {
        if (!(address instanceof Inet6Address scoped) || scoped.getScopeId() == 0) {
            return "";
        }
        NetworkInterface card = scoped.getScopedInterface();
        return "%" + (card == null ? Integer.toString(scoped.getScopeId()) : card.getName());
    }

    /**
     * Returns address and port of a socket in endpoint form.
     *
     * @param local the address to which the socket was bound
     * @param port the port that the socket got
     */
    public static String authority(InetSocketAddress local, int port) {
        String ip = NetUtil.toAddressString(local.getAddress());
        return (ip.indexOf(':') >= 0 ? "[" + ip + zone(local.getAddress()) + "]" : ip) + ":" + port;
    }
}
