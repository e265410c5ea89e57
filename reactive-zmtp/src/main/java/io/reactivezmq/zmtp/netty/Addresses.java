package io.reactivezmq.zmtp.netty;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Peers' addresses as text. */
final class Addresses {

    private Addresses() {}

    /** Without the port, which says nothing of who it is. */
    static String numeric(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetUtil.toAddressString(inet.getAddress())
                : String.valueOf(remote);
    }

    /** As in an endpoint. */
    static String text(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String ip = NetUtil.toAddressString(inet.getAddress());
            return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + inet.getPort();
        }
        return String.valueOf(remote);
    }
}
