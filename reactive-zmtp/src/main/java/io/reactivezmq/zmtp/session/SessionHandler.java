package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import java.util.function.Supplier;

/** What a session needs from the connection around it. Called from within the session's own methods. */
public interface SessionHandler {

    /** Writes handshake bytes, in this order and before all messages. The array is the handler's. */
    void write(byte[] bytes);

    /** Writes a PONG, between messages. The array is the handler's. */
    void pong(byte[] bytes);

    /**
     * Checks whether the socket has a place for a peer at all. Called before this side says anything of itself but its
     * greeting.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when it has none; the session is dead
     */
    void checkPlace();

    /**
     * Have the peer judged; the handshake waits. The answer goes to {@link ZmtpSession#authenticated}, once, at any
     * time but within this call.
     *
     * @param credentials what the peer showed
     */
    void authenticate(Credentials credentials);

    /**
     * Have this computed, on whatever thread; the handshake waits. The outcome goes to {@link ZmtpSession#computed},
     * once, at any time but within this call. When the task throws, the connection has failed for that reason.
     */
    void compute(Supplier<Step> task);

    /**
     * Everything is known of the peer: the socket takes it, or refuses it. The last command of this side's handshake
     * may follow by {@link #write}, within the method of the session that called this. {@link ZmtpSession#encoder} and
     * {@link ZmtpSession#encode} may be used from now on, inside this call too; the first message is received after it.
     *
     * @return where messages go
     * @throws io.reactivezmq.error.PeerRefusedException when the socket will not have this peer; the session is dead
     */
    LinkPipe ready(PeerAnnouncement peer);

    /**
     * The peer sent a PING, and its PONG was handed to {@link #write}.
     *
     * @param peerTimeToLive after how long without a sign of the peer's we may give up; zero for no demand
     */
    void pinged(Duration peerTimeToLive);
}
