package io.reactivezmq.zmtp.netty.tcp;

import io.netty.util.NetUtil;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The address to connect to and optionally the local address to connect from: {@code host:port} or
 * {@code source:port;host:port}. The source is an IP literal or an interface, not a name, so that dialing never waits
 * for a name service on the loop.
 *
 * @param from the local address; null for any
 * @param to the address to connect to
 */
public record TcpRoute(@Nullable TcpAddress from, TcpAddress to) {

    /** Creates a route from any local address. */
    public static TcpRoute to(TcpAddress address) {
        return new TcpRoute(null, address);
    }

    static TcpRoute parse(Endpoint endpoint) {
        String text = endpoint.address();
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return new TcpRoute(null, TcpAddress.toConnect(endpoint));
        }
        if (semicolon == 0 || semicolon == text.length() - 1) {
            throw new InvalidEndpointException(endpoint.uri(), "expected source:port;host:port");
        }
        TcpAddress source = TcpAddress.toBind(new Endpoint("tcp://" + text.substring(0, semicolon)));
        if (!source.isAny() && !isLiteral(source.host()) && !isInterface(source.host())) {
            throw new InvalidEndpointException(
                    endpoint.uri(), "the source '" + source.host() + "' is neither an address nor an interface here");
        }
        return new TcpRoute(source, TcpAddress.toConnect(new Endpoint("tcp://" + text.substring(semicolon + 1))));
    }

    private static boolean isLiteral(String host) {
        return NetUtil.createByteArrayFromIpAddressString(host) != null;
    }

    private static boolean isInterface(String host) {
        try {
            return NetworkInterface.getByName(host) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * Resolves the local address anew, as an interface may have changed; null for any.
     *
     * @throws IOException when the source has no address now
     */
    @Nullable
    InetSocketAddress source(boolean ipv6) throws IOException {
        return from == null ? null : from.resolveAsSource(ipv6);
    }

    /**
     * Returns the resolved address of an IP literal, or an unresolved one of a name, which each attempt resolves anew.
     */
    InetSocketAddress remote() {
        InetAddress literal = TcpAddress.literal(to.host());
        return literal == null
                ? InetSocketAddress.createUnresolved(to.host(), to.port())
                : new InetSocketAddress(literal, to.port());
    }
}
