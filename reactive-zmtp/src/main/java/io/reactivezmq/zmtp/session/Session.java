package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;

/**
 * The protocol of one connection, without I/O: bytes go in, messages and bytes come out. Not thread-safe; all calls are
 * made on one thread.
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

    /**
     * Continues the handshake with the result of {@link SessionHandler#authenticate}. The caller then passes the bytes
     * that {@link #receive} has left.
     *
     * @throws io.reactivezmq.error.AuthenticationFailedException when the peer is refused; an ERROR may have been
     *     handed to {@link SessionHandler#write} before
     * @throws RuntimeException as {@link #receive}; after any exception the session is closed
     */
    void authenticated(AuthResult judgement);

    /**
     * Continues the handshake with the result of {@link SessionHandler#compute}. The caller then passes the bytes that
     * {@link #receive} has left.
     *
     * @throws RuntimeException as {@link #receive}; after any exception the session is closed
     */
    void computed(Step outcome);

    /**
     * Returns whether a large part of a clear data frame is missing, so that received bytes may be written into
     * {@link #bodyTarget} directly. The answer is valid until the next {@link #bodyFilled} or {@link #receive}.
     */
    boolean wantsBody();

    /** Returns the array for the next bytes. Requires {@link #wantsBody}. */
    byte[] bodyTarget();

    /** Returns the index in {@link #bodyTarget} for the next byte. */
    int bodyOffset();

    /** Returns the number of bytes that currently fit after {@link #bodyOffset}, never beyond the end of the frame. */
    int bodyRoom();

    /**
     * Reports that this many bytes have been written into {@link #bodyTarget}. If they complete the message, it goes to
     * the pipe. Otherwise another target may replace this one.
     *
     * @throws RuntimeException when the pipe throws; the session is then closed
     */
    void bodyFilled(int bytes);

    /**
     * Encodes a subscription or group command in the form that the peer reads. Requires that
     * {@link SessionHandler#ready} was called.
     */
    byte[] encode(Control control);

    /** Returns whether the peer answers PINGs. Requires that {@link SessionHandler#ready} was called. */
    boolean hasHeartbeats();

    /**
     * Encodes a PING. Requires that {@link SessionHandler#ready} was called.
     *
     * @param timeToLive the time without bytes from this side after which the peer may disconnect, at most 6,553.5
     *     seconds; zero for no limit
     */
    byte[] ping(Duration timeToLive);

    /**
     * Encodes a PONG that answers no PING, as a sign of life. Requires {@link #hasHeartbeats}, and that
     * {@link SessionHandler#ready} was called.
     */
    byte[] signOfLife();

    /** Returns the encoder of messages. Requires that {@link SessionHandler#ready} was called. */
    MessageEncoder encoder();

    /** Stops taking bytes and drops incomplete frames. May be called at any time, even within callbacks. */
    void close();
}
