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
 * The part of a tcp endpoint behind {@code ://}.
 *
 * @param host a name or number, without the brackets of IPv6; {@code *} for any
 * @param port zero for any
 */
public record TcpAddress(String host, int port) {

    private static final String ANY = "*";

    /** An address to listen on: the host may be {@code *} or an interface, the port {@code *} or 0. */
    static TcpAddress toBind(Endpoint endpoint) {
        return toBind(endpoint, endpoint.address());
    }

    /** The same, of an endpoint that has more than that behind {@code ://}. */
    public static TcpAddress toBind(Endpoint endpoint, String text) {
        return parse(endpoint, text, true);
    }

    /** An address to connect to; a wildcard address stands for this machine. */
    static TcpAddress toConnect(Endpoint endpoint) {
        return toConnect(endpoint, endpoint.address());
    }

    /** The same, of an endpoint that has more than that behind {@code ://}. */
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
     * The wildcard addresses, which an endpoint bound to all interfaces is reported by, stand for this machine: systems
     * and kinds of channels differ in where they connect to by them, if anywhere.
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
            if (!NetUtil.isValidIpV6Address(inner)
                    || zone >= 0 && !inner.chars().skip(zone + 1).allMatch(TcpAddress::mayStandInHost)) {
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
        if (host.isEmpty() || !host.chars().allMatch(TcpAddress::mayStandInHost)) {
            throw new InvalidEndpointException(endpoint.uri(), "'" + host + "' is not a host");
        }
        return host;
    }

    private static boolean mayStandInHost(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_';
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

    /** The address that this number is, with its zone; null when it is none. No name service is asked. */
    public static @Nullable InetAddress literal(String host) {
        if (NetUtil.createByteArrayFromIpAddressString(host) == null) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            // A zone that is not there.
            return null;
        }
    }

    /** Whether it stands for all interfaces. */
    public boolean isAny() {
        return host.equals(ANY);
    }

    /** Where to listen. It may ask the name service, and so wait. */
    public InetSocketAddress resolveToBind(boolean ipv6) throws IOException {
        if (isAny()) {
            return new InetSocketAddress(InetAddress.getByName(ipv6 ? "::" : "0.0.0.0"), port);
        }
        InetAddress literal = literal(host);
        if (literal != null) {
            return new InetSocketAddress(literal, port);
        }
        NetworkInterface card = NetworkInterface.getByName(host);
        if (card != null) {
            return new InetSocketAddress(
                    card.inetAddresses()
                            .filter(address -> ipv6 || address.getAddress().length == 4)
                            .findFirst()
                            .orElseThrow(() -> new UnknownHostException("the interface " + host + " has no address")),
                    port);
        }
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** What an address that several interfaces may have needs, to be connected to. */
    private static String zone(InetAddress address) {
        if (!(address instanceof Inet6Address scoped) || scoped.getScopeId() == 0) {
            return "";
        }
        NetworkInterface card = scoped.getScopedInterface();
        return "%" + (card == null ? Integer.toString(scoped.getScopeId()) : card.getName());
    }

    /** Of a socket that was bound to this address, at the port it got. */
    public static String authority(InetSocketAddress local, int port) {
        String ip = NetUtil.toAddressString(local.getAddress());
        return (ip.indexOf(':') >= 0 ? "[" + ip + zone(local.getAddress()) + "]" : ip) + ":" + port;
    }
}
