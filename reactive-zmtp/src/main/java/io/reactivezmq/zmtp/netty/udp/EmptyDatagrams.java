package io.reactivezmq.zmtp.netty.udp;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Objects;

/**
 * Sends empty datagrams without Netty. Netty's channels skip them, and on epoll lose count, so that another datagram is
 * sent twice.
 */
final class EmptyDatagrams {

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private static final AttributeKey<DatagramChannel> JDK = AttributeKey.valueOf(EmptyDatagrams.class, "channel");

    private EmptyDatagrams() {}

    /** Creates a Netty channel around a JDK channel, through which empty datagrams can be sent. */
    static NioDatagramChannel around(DatagramChannel jdk) {
        NioDatagramChannel channel = new NioDatagramChannel(jdk);
        channel.attr(JDK).set(jdk);
        return channel;
    }

    /**
     * Sends an empty datagram after everything written before.
     *
     * @throws IOException when the operating system does not take it
     */
    static void send(Channel channel, InetSocketAddress target) throws IOException {
        channel.flush();
        if (channel instanceof EpollDatagramChannel epoll) {
            ((Socket) epoll.fd()).sendTo(NOTHING, 0, 0, target.getAddress(), target.getPort());
        } else {
            Objects.requireNonNull(channel.attr(JDK).get()).send(NOTHING.duplicate(), target);
        }
    }
}
