package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import java.util.function.Supplier;

/** The connection around a session. All methods are called from within the session's own methods. */
public interface SessionHandler {

    /**
     * Writes handshake bytes, in the order of the calls and before all messages. The array then belongs to the handler.
     */
    void write(byte[] bytes);

    /** Writes a PONG between messages. The array then belongs to the handler. */
    void pong(byte[] bytes);

    /**
     * Checks whether the socket has a place for any peer. Called before this side sends more than its greeting.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when it has none; the session is then closed
     */
    void checkPlace();

    /**
     * Authenticates the peer while the handshake waits. The result goes to {@link ZmtpSession#authenticated} exactly
     * once, at any time after this call has returned.
     *
     * @param credentials the credentials that the peer has sent
     */
    void authenticate(Credentials credentials);

    /**
     * Runs a computation on any thread while the handshake waits. The result goes to {@link ZmtpSession#computed}
     * exactly once, at any time after this call has returned. If the task throws, the connection fails with that
     * exception.
     */
    void compute(Supplier<Step> task);

    /**
     * Attaches the peer to the socket, or refuses it. Everything about the peer is known and checked.
     *
     * <p>The last command of this side's handshake may follow by {@link #write}, within the session's method that
     * called this one. {@link ZmtpSession#encoder} and {@link ZmtpSession#encode} may be used from now on, even inside
     * this call. The first message is received after it.
     *
     * @return the pipe for received messages
     * @throws io.reactivezmq.error.PeerRefusedException when the socket refuses this peer; the session is then closed
     */
    LinkPipe ready(PeerAnnouncement peer);

    /**
     * Reports a PING from the peer whose PONG was handed to {@link #pong}.
     *
     * @param peerTimeToLive the time without bytes from the peer after which this side may disconnect; zero for no
     *     limit
     */
    void pinged(Duration peerTimeToLive);
}
