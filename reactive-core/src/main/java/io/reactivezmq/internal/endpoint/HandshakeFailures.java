package io.reactivezmq.internal.endpoint;

import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.SocketEvent;
import java.util.Set;

/** Maps the failure of a handshake to the event that reports it. */
final class HandshakeFailures {

    private static final Set<String> STATUSES = Set.of("300", "400", "500");

    private HandshakeFailures() {}

    static SocketEvent event(String endpoint, String address, ZmqException cause) {
        if (cause instanceof AuthenticationFailedException ours) {
            return new SocketEvent.AuthenticationFailed(endpoint, address, ours.status(), cause);
        }
        if (cause instanceof PeerRefusedException theirs) {
            String status = theirs.status();
            if (status != null && STATUSES.contains(status)) {
                return new SocketEvent.AuthenticationFailed(endpoint, address, Integer.parseInt(status), cause);
            }
        }
        return new SocketEvent.HandshakeFailed(endpoint, address, cause);
    }
}
