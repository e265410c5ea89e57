package io.reactivezmq.options;

import io.reactivezmq.security.AddressRange;
import java.util.List;
import java.util.Set;

/**
 * From whom connections are taken, before anything of ZeroMQ is said. Empty lets in everybody.
 *
 * @param ranges by TCP ({@code ZMQ_TCP_ACCEPT_FILTER})
 * @param origins by WebSocket, of pages from there
 * @param uids by Unix domain sockets, of these users ({@code ZMQ_IPC_FILTER_UID})
 * @param gids of these groups ({@code ZMQ_IPC_FILTER_GID})
 * @param pids of these processes ({@code ZMQ_IPC_FILTER_PID})
 */
public record AcceptSettings(
        List<AddressRange> ranges, Set<String> origins, Set<Integer> uids, Set<Integer> gids, Set<Integer> pids) {

    /** Whether it matters who is at the other end of a Unix domain socket. */
    public boolean asksForCredentials() {
        return !uids.isEmpty() || !gids.isEmpty() || !pids.isEmpty();
    }
}
