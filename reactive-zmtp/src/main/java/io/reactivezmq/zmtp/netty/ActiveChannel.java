package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.zmtp.session.PeerAnnouncement;
import java.util.Objects;

/** The parts of a connection that exist as soon as its channel is active: addresses, timers and handshake tasks. */
final class ActiveChannel {

    private final String address;
    private final String localAddress;
    private final String certificateSubject;
    private final HeartbeatMonitor heartbeats;
    private final HandshakeTasks handshakeTasks;
    private final LostOutput lostOutput;

    /** Creates the parts for the channel of the handler, whose addresses are known now. */
    ActiveChannel(ChannelHandlerContext context, ZmtpHandler handler, LinkHost host) {
        Channel channel = context.channel();
        this.address = Addresses.text(channel);
        this.localAddress = Addresses.local(channel);
        this.certificateSubject = Objects.requireNonNullElse(
                channel.attr(ZmtpHandler.CERTIFICATE_SUBJECT).get(), "");
        this.heartbeats = new HeartbeatMonitor(context, handler, host.settings().heartbeat(), host.loop());
        this.handshakeTasks = new HandshakeTasks(host, Addresses.numeric(channel), certificateSubject);
        this.lostOutput = new LostOutput(handler, context.executor());
    }

    /** Returns the peer's address. */
    String address() {
        return address;
    }

    /** Returns the local address; empty when the system does not report one. */
    String localAddress() {
        return localAddress;
    }

    HeartbeatMonitor heartbeats() {
        return heartbeats;
    }

    HandshakeTasks handshakeTasks() {
        return handshakeTasks;
    }

    LostOutput lostOutput() {
        return lostOutput;
    }

    /** Returns everything that is known about the peer after its handshake. */
    PeerInfo peer(LinkHost host, boolean accepted, PeerAnnouncement announced) {
        return PeerInfoBuilder.of(host.endpoint().uri(), address, accepted)
                .announced(announced.socketType(), announced.routingId(), announced.properties())
                .authenticated(
                        announced.authentication().userId(),
                        announced.authentication().metadata())
                .localAddress(localAddress)
                .certificateSubject(certificateSubject)
                .build();
    }

    /** Cancels all timers and tasks. */
    void close() {
        heartbeats.close();
        handshakeTasks.close();
        lostOutput.close();
    }
}
