package io.reactivezmq.spi.settings;

import io.reactivezmq.security.AddressRange;
import java.util.List;
import java.util.Set;

/**
 * Filters for incoming connections, applied before the handshake. An empty set or list accepts every peer.
 *
 * @param ranges the accepted IP addresses, for TCP and WebSocket ({@code ZMQ_TCP_ACCEPT_FILTER})
 * @param origins the accepted origins of web pages, for WebSocket
 * @param uids the accepted user ids, for Unix domain sockets ({@code ZMQ_IPC_FILTER_UID})
 * @param gids the accepted group ids, for Unix domain sockets ({@code ZMQ_IPC_FILTER_GID})
 * @param pids the accepted process ids, for Unix domain sockets ({@code ZMQ_IPC_FILTER_PID})
 */
public record AcceptSettings(
        List<AddressRange> ranges, Set<String> origins, Set<Integer> uids, Set<Integer> gids, Set<Integer> pids) {

    /** Returns whether connections over Unix domain sockets are filtered by the user, group or process of the peer. */
    public boolean asksForCredentials() {
        return !uids.isEmpty() || !gids.isEmpty() || !pids.isEmpty();
    }
}
