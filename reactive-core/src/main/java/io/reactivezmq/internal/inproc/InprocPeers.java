package io.reactivezmq.internal.inproc;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.util.Map;

/** Describes the other end of an {@code inproc} connection, on which no handshake data is exchanged. */
final class InprocPeers {

    private InprocPeers() {}

    /** Returns this end's description of the other end. */
    static PeerInfo describe(LinkHost host, LinkHost otherHost, boolean accepted) {
        String name = host.endpoint().uri();
        byte[] id = otherHost.type().announcesRoutingId()
                ? otherHost.settings().metadata().routingId()
                : new byte[0];
        return PeerInfoBuilder.of(name, name, accepted)
                .announced(otherHost.type().wireName(), id, Map.of())
                .localAddress(name)
                .build();
    }

    /** Returns the reason for closing this end after the other end was closed for a reason of its own. */
    static ZmqException closedByPeer(String name, boolean attached, ZmqException reason) {
        return !attached && reason instanceof PeerRefusedException refused
                ? new PeerRefusedException(name, "refused the connection: " + refused.reasonForPeer())
                : new PeerLostException(name, "the peer closed the connection", reason);
    }
}
