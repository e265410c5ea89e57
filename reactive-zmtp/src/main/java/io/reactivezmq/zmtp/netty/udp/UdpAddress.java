package io.reactivezmq.zmtp.netty.udp;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.zmtp.netty.tcp.TcpAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@code udp} endpoint after {@code ://}: {@code host:port}, or {@code interface;group:port}. The
 * interface is its name, one of its addresses, or {@code *}.
 *
 * @param card the interface as written; null when there is none
 * @param to the address to listen on or to send to, or the group
 */
record UdpAddress(@Nullable String card, TcpAddress to) {

    private static final String ANY = "*";

    static UdpAddress toBind(Endpoint endpoint) {
        return parse(endpoint, true);
    }

    static UdpAddress toConnect(Endpoint endpoint) {
        return parse(endpoint, false);
    }

    private static UdpAddress parse(Endpoint endpoint, boolean bind) {
        String text = endpoint.address();
        int semicolon = text.lastIndexOf(';');
        String target = text.substring(semicolon + 1);
        TcpAddress to = bind ? TcpAddress.toBind(endpoint, target) : TcpAddress.toConnect(endpoint, target);
        if (semicolon < 0) {
            return new UdpAddress(null, to);
        }
        String card = text.substring(0, semicolon);
        checkCard(endpoint, card, to);
        return new UdpAddress(card, to);
    }

    private static void checkCard(Endpoint endpoint, String card, TcpAddress to) {
        InetAddress group = TcpAddress.literal(to.host());
        if (to.isAny() || group != null && !group.isMulticastAddress()) {
            throw new InvalidEndpointException(
                    endpoint.uri(), "behind an interface there must be a multicast group, not '" + to.host() + "'");
        }
        if (card.equals(ANY)) {
            return;
        }
        InetAddress address = TcpAddress.literal(bare(card));
        if (address == null) {
            if (!isCard(card)) {
                throw new InvalidEndpointException(
                        endpoint.uri(), "'" + card + "' is neither an interface here nor an address");
            }
        } else if (address.isMulticastAddress()) {
            throw new InvalidEndpointException(endpoint.uri(), "a multicast group is no address of an interface");
        } else if (group != null && address.getAddress().length != group.getAddress().length) {
            throw new InvalidEndpointException(
                    endpoint.uri(), "the interface's address and the group are of different families");
        }
    }

    private static boolean isCard(String name) {
        try {
            return !name.isEmpty() && NetworkInterface.getByName(name) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns the target as an IP address; null when it is not an IP literal. */
    @Nullable
    InetAddress number() {
        return TcpAddress.literal(to.host());
    }

    /** Returns the interface's address; null when the endpoint does not have one. */
    @Nullable
    InetAddress cardAddress() {
        return card == null ? null : TcpAddress.literal(bare(card));
    }

    /** Returns whether the system may choose the interface. */
    boolean isAnyCard() {
        return card == null || card.equals(ANY);
    }

    /** Returns the text before the target in an endpoint. */
    String prefix() {
        return card == null ? "" : card + ";";
    }
}
