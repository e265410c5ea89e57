package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a socket, in JSON. What a peer says of itself is text of the peer.
 *
 * @param endpoint the local endpoint
 * @param address the address of the peer; null while it is not connected
 * @param type the socket type of the peer; null while it is not connected
 * @param userId the user or key that the peer was authenticated as; empty if it was not
 * @param certificateSubject the subject of its TLS certificate; empty if it has none
 * @param connectedAt when its handshake finished
 * @param messagesReceived messages received from it
 * @param bytesReceived bytes received from it
 * @param messagesSent messages handed to its connection
 * @param bytesSent bytes handed to its connection
 * @param receiveQueue messages of it that wait for the application
 * @param sendQueue messages that wait for it
 * @param subscriptions the number of its subscriptions
 * @param dropped dropped messages by reason
 */
public record PeerDescriptor(
        String endpoint,
        @Nullable String address,
        @Nullable String type,
        String userId,
        String certificateSubject,
        @Nullable Instant connectedAt,
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        int receiveQueue,
        int sendQueue,
        int subscriptions,
        Map<DropReason, Long> dropped) {

    static PeerDescriptor of(PeerStatistics peer) {
        PeerInfo info = peer.peer();
        return new PeerDescriptor(
                peer.endpoint(),
                info == null ? null : info.address(),
                info == null ? null : info.socketType(),
                info == null ? "" : info.userId(),
                info == null ? "" : info.certificateSubject(),
                peer.connectedAt(),
                peer.messagesReceived(),
                peer.bytesReceived(),
                peer.messagesSent(),
                peer.bytesSent(),
                peer.receiveQueue(),
                peer.sendQueue(),
                peer.subscriptions(),
                peer.drops());
    }
}
