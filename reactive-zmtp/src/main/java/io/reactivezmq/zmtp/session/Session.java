package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;

/** What one connection speaks, without I/O: bytes go in, messages and bytes come out. For one thread. */
public interface Session {

    /** Writes what a connection begins with. */
    void start();

    /**
     * Takes bytes from the peer.
     *
     * @return how many were taken: fewer than there are only when the pipe has no room, a question of the handshake's
     *     is not answered yet, or the session was closed. What is left must be given again, before anything new.
     * @throws ProtocolException when the peer breaks the protocol. An ERROR about it may have been handed to
     *     {@link SessionHandler#write} before.
     * @throws io.reactivezmq.error.PeerRefusedException when the peer sent an ERROR in the handshake, or the socket
     *     refuses the peer; an ERROR that tells the peer was handed to {@link SessionHandler#write} before
     * @throws RuntimeException what handler and pipe throw; after any exception the session is closed
     */
    int receive(byte[] data, int from, int to);

    /**
     * The answer to {@link SessionHandler#authenticate}. The handshake goes on; what {@link #receive} has left is to be
     * given again.
     *
     * @throws io.reactivezmq.error.AuthenticationFailedException when the peer may not come in. It may have been told,
     *     by {@link SessionHandler#write}.
     * @throws RuntimeException what {@link #receive} throws; after any exception the session is closed
     */
    void authenticated(AuthResult judgement);

    /**
     * The outcome of {@link SessionHandler#compute}. The handshake goes on; what {@link #receive} has left is to be
     * given again.
     *
     * @throws RuntimeException what {@link #receive} throws; after any exception the session is closed
     */
    void computed(Step outcome);

    /**
     * Whether a large part of a data frame is still to come and may be put into {@link #bodyTarget} without a detour.
     * The answer holds until the next {@link #bodyFilled} or {@link #receive}.
     */
    boolean wantsBody();

    /** Where the next bytes may be put. Only while {@link #wantsBody}. */
    byte[] bodyTarget();

    /** The place in {@link #bodyTarget} for the next byte. */
    int bodyOffset();

    /** How many bytes fit behind {@link #bodyOffset} for now; never beyond the end of the frame. */
    int bodyRoom();

    /**
     * So many bytes were put into {@link #bodyTarget}. The message may be whole with them and goes to the pipe then;
     * else another target may take the place of this one.
     *
     * @throws RuntimeException what the pipe throws; the session is closed then
     */
    void bodyFilled(int bytes);

    /** The bytes that tell the peer this, as it can read it. Only once {@link SessionHandler#ready} was called. */
    byte[] encode(Control control);

    /** Whether the peer answers PINGs. Only once {@link SessionHandler#ready} was called. */
    boolean hasHeartbeats();

    /**
     * The bytes of a PING. Only once {@link SessionHandler#ready} was called.
     *
     * @param timeToLive after how long without a sign of ours the peer may give up, at most 6,553.5 seconds; zero for
     *     no demand
     */
    byte[] ping(Duration timeToLive);

    /**
     * Returns the bytes of a PONG that answers no PING: a sign of life. Only once {@link SessionHandler#ready} was
     * called, and if {@link #hasHeartbeats}.
     */
    byte[] signOfLife();

    /** What makes bytes of messages. Only once {@link SessionHandler#ready} was called. */
    MessageEncoder encoder();

    /** Takes nothing more and drops what is not whole. Allowed at any time, within callbacks too. */
    void close();
}
