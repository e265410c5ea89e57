package io.reactivezmq.zmtp.netty.udp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Enumeration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP address with all names resolved. Creating one may block.
 *
 * @param local the address to bind the channel to
 * @param target the address to send to, or the group to join; equal to local without either
 * @param card the interface for the group; null lets the system choose
 */
record UdpRoute(
        InetSocketAddress local,
        InetSocketAddress target,
        @Nullable NetworkInterface card) {

    /** Creates a route that listens at this resolved address. */
    static UdpRoute toBind(UdpAddress address, InetSocketAddress target) throws IOException {
        if (!isGroup(target)) {
            checkNoCard(address, target);
            return new UdpRoute(target, target, null);
        }
        NetworkInterface card = card(address, target);
        return new UdpRoute(
                any(target.getAddress(), target.getPort()), target, card == null ? usual(target.getAddress()) : card);
    }

    /** Creates a route that sends to this resolved address. */
    static UdpRoute toConnect(UdpAddress address, InetSocketAddress target) throws IOException {
        InetSocketAddress local = any(target.getAddress(), 0);
        if (!isGroup(target)) {
            checkNoCard(address, target);
            return new UdpRoute(local, target, null);
        }
        return new UdpRoute(local, target, card(address, target));
    }

    private static void checkNoCard(UdpAddress address, InetSocketAddress target) throws SocketException {
        if (address.card() != null) {
            throw new SocketException(target.getAddress() + " is no multicast group, but stands behind an interface");
        }
    }

    private static boolean isGroup(InetSocketAddress address) {
        return address.getAddress().isMulticastAddress();
    }

    boolean isMulticast() {
        return isGroup(target);
    }

    boolean isIpv6() {
        return local.getAddress() instanceof Inet6Address;
    }

    private static InetSocketAddress any(InetAddress family, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(family instanceof Inet6Address ? "::" : "0.0.0.0"), port);
    }

    private static @Nullable NetworkInterface card(UdpAddress address, InetSocketAddress target) throws IOException {
        if (address.isAnyCard()) {
            return target.getAddress() instanceof Inet6Address zoned && zoned.getScopeId() != 0
                    ? NetworkInterface.getByIndex(zoned.getScopeId())
                    : null;
        }
        String name = Objects.requireNonNull(address.card());
        InetAddress number = address.cardAddress();
        NetworkInterface card =
                number == null ? NetworkInterface.getByName(name) : NetworkInterface.getByInetAddress(number);
        if (card == null) {
            throw new SocketException("there is no interface " + name + " here");
        }
        return card;
    }

    /** Returns the interface through which the system would send to this group, because a join must name one. */
    private static NetworkInterface usual(InetAddress group) throws IOException {
        try (DatagramSocket probe = new DatagramSocket()) {
            // Sends no packet.
            probe.connect(new InetSocketAddress(group, 1));
            NetworkInterface card = NetworkInterface.getByInetAddress(probe.getLocalAddress());
            if (card != null) {
                return card;
            }
        } catch (SocketException e) {
            // There is no route, so any interface will do.
        }
        Enumeration<NetworkInterface> cards = NetworkInterface.getNetworkInterfaces();
        while (cards.hasMoreElements()) {
            NetworkInterface card = cards.nextElement();
            if (card.isUp() && has(card, group)) {
                return card;
            }
        }
        throw new SocketException("there is no interface here for " + group);
    }

    private static boolean has(NetworkInterface card, InetAddress family) {
        return card.inetAddresses().anyMatch(address -> address.getClass() == family.getClass());
    }
}
