package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.spi.LinkHost;
import java.net.ConnectException;
import java.net.InetSocketAddress;

/**
 * Refuses a connection from a port to itself. The operating system makes one when it gives a dialed channel the local
 * port that the channel connects to, at which no process listens. The socket would be its own peer, and its server
 * could not get the port. It must be the first handler of a channel.
 */
final class SelfConnectionHandler extends ChannelInboundHandlerAdapter {

    private final LinkHost host;

    SelfConnectionHandler(LinkHost host) {
        this.host = host;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        SocketChannel channel = (SocketChannel) context.channel();
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || !remote.equals(channel.localAddress())) {
            context.pipeline().remove(this);
            context.fireChannelActive();
            return;
        }
        // Otherwise the closed connection would keep the port for a minute.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        context.fireExceptionCaught(new ConnectFailedException(
                host.endpoint().uri(),
                new ConnectException("Connection refused: no process listens at port " + remote.getPort()
                        + ", and the operating system has connected it to itself")));
        context.close();
    }
}
