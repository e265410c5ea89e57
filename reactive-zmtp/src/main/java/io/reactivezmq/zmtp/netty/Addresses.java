package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Peers' addresses as text. */
public final class Addresses {

    private Addresses() {}

    /** The peer's, without the port, which says nothing of who it is. */
    static String numeric(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetUtil.toAddressString(inet.getAddress())
                : text(channel);
    }

    /** The peer's; of a Unix domain socket {@code :uid:gid:pid} as libzmq has it, where the system tells these. */
    public static String text(Channel channel) {
        return channel instanceof EpollDomainSocketChannel local ? credentials(local) : text(channel.remoteAddress());
    }

    /** Ours; empty when the system does not tell. */
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

    /** As in an endpoint. */
    public static String text(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String ip = NetUtil.toAddressString(inet.getAddress());
            return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + inet.getPort();
        }
        return String.valueOf(remote);
    }
}
