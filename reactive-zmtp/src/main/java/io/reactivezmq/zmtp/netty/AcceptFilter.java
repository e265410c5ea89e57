package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.reactivezmq.security.AddressRange;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.AcceptSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Closes accepted connections from peers that the accept filter does not admit, before any other handler sees them. */
final class AcceptFilter extends ChannelInboundHandlerAdapter {

    private final ZmtpHandler handler;
    private final AcceptSettings accepted;

    private AcceptFilter(AcceptSettings accepted, ZmtpHandler handler) {
        this.accepted = accepted;
        this.handler = handler;
    }

    /**
     * Adds a filter in front of all other handlers if one is configured for this kind of channel. IP channels are
     * filtered by address, Unix domain channels by user, group or process. The handler of the connection reports a
     * refusal.
     */
    static void install(Channel channel, LinkHost host, ZmtpHandler handler) {
        AcceptSettings accepted = host.settings().transport().accept();
        if (channel.remoteAddress() instanceof InetSocketAddress
                ? !accepted.ranges().isEmpty()
                : accepted.asksForCredentials()) {
            channel.pipeline().addFirst(new AcceptFilter(accepted, handler));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String complaint = complaint(context.channel());
        if (complaint == null) {
            context.fireChannelActive();
            return;
        }
        handler.refuse(Addresses.text(context.channel()), complaint);
    }

    private @Nullable String complaint(Channel channel) {
        if (channel.remoteAddress() instanceof InetSocketAddress inet) {
            return isWanted(inet.getAddress()) ? null : "the accept filter does not accept its address";
        }
        try {
            return channel instanceof EpollDomainSocketChannel local && isWanted(local.peerCredentials())
                    ? null
                    : "the accept filter does not accept its user, group or process";
        } catch (IOException e) {
            return "the operating system does not report its user: " + e.getMessage();
        }
    }

    private boolean isWanted(@Nullable InetAddress address) {
        if (address != null) {
            for (AddressRange range : accepted.ranges()) {
                if (range.contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isWanted(PeerCredentials peer) {
        return accepted.uids().contains(peer.uid())
                || accepted.pids().contains(peer.pid())
                || Arrays.stream(peer.gids()).anyMatch(accepted.gids()::contains);
    }
}
