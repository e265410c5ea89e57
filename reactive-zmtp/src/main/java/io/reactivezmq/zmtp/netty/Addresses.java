package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Formats addresses as text. */
public final class Addresses {

    private Addresses() {}

    /** Returns the peer's IP address without the port, which does not identify a peer. */
    static String numeric(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetUtil.toAddressString(inet.getAddress())
                : text(channel);
    }

    /**
     * Returns the peer's address. For a Unix domain socket it is {@code :uid:gid:pid} as in libzmq, where the system
     * knows these.
     */
    public static String text(Channel channel) {
        return channel instanceof EpollDomainSocketChannel local ? credentials(local) : text(channel.remoteAddress());
    }

    /** Returns the local address; empty when the system does not report one. */
    static String local(Channel channel) {
        SocketAddress ours = channel.localAddress();
        return ours == null ? "" : text(ours);
    }

    private static String credentials(EpollDomainSocketChannel local) {
        try {
            PeerCredentials peer = local.peerCredentials();
            return ":" + peer.uid() + ":" + (peer.gids().length == 0 ? "" : peer.gids()[0]) + ":" + peer.pid();
        } catch (IOException e) {
            return text(local.remoteAddress());
        }
    }

    /** Returns the address in the form used in endpoints, {@code ip:port} or {@code [ip]:port}. */
    public static String text(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String ip = NetUtil.toAddressString(inet.getAddress());
            return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + inet.getPort();
        }
        return String.valueOf(remote);
    }
}
