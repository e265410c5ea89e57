package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolException;

/**
 * The protocol of one connection, without I/O: bytes go in, messages and bytes come out. Not thread-safe; all calls are
 * made on one thread. What the connection may send after the handshake is in the {@link SessionTraffic} that
 * {@link SessionHandler#ready} gets.
 */
public interface Session {

    /** Writes the first bytes of the connection. */
    void start();

    /**
     * Takes bytes from the peer.
     *
     * @return the number of bytes taken; fewer than given only when the pipe has no room, the handshake waits for a
     *     result, or the session was closed. The caller must pass the rest again before any new bytes.
     * @throws ProtocolException when the peer violates the protocol; an ERROR may have been handed to
     *     {@link SessionHandler#write} before
     * @throws io.reactivezmq.error.PeerRefusedException when the peer sent an ERROR in the handshake, or when the
     *     socket refuses the peer, which then gets no ERROR
     * @throws RuntimeException when handler or pipe throw; after any exception the session is closed
     */
    int receive(byte[] data, int from, int to);

    /** Stops taking bytes and drops incomplete frames. May be called at any time, even within callbacks. */
    void close();
}
