package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import java.util.function.Consumer;
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
     * Authenticates the peer while the handshake waits.
     *
     * @param credentials the credentials that the peer has sent
     * @param answer continues the handshake with the result. The handler calls it once, on the session's thread, at any
     *     time after this call has returned, and then passes the bytes that {@link Session#receive} has left. It throws
     *     {@link io.reactivezmq.error.AuthenticationFailedException} for a refused peer, and otherwise as
     *     {@link Session#receive}.
     */
    void authenticate(Credentials credentials, Consumer<AuthResult> answer);

    /**
     * Runs a computation while the handshake waits.
     *
     * @param task runs on any thread. If it throws, the connection fails with that exception.
     * @param outcome continues the handshake with the result, in the same way as that of {@link #authenticate}
     */
    void compute(Supplier<Step> task, Consumer<Step> outcome);

    /**
     * Attaches the peer to the socket, or refuses it. Everything about the peer is known and checked.
     *
     * <p>The last command of this side's handshake may follow by {@link #write}, within the session's method that
     * called this one. The first message is received after this call.
     *
     * @param traffic encodes what is sent from now on, even inside this call
     * @return the pipe for received messages
     * @throws io.reactivezmq.error.PeerRefusedException when the socket refuses this peer; the session is then closed
     */
    LinkPipe ready(PeerAnnouncement peer, SessionTraffic traffic);

    /**
     * Reports a PING from the peer whose PONG was handed to {@link #pong}.
     *
     * @param peerTimeToLive the time without bytes from the peer after which this side may disconnect; zero for no
     *     limit
     */
    void pinged(Duration peerTimeToLive);
}
