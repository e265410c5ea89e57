package io.reactivezmq.zmtp.session;

import io.reactivezmq.spi.Control;
import java.time.Duration;

/** Encodes the commands of one connection after its handshake, in the form that the peer reads. */
public interface CommandEncoder {

    /** Encodes a subscription or group command. */
    byte[] encode(Control control);

    /** Returns whether the peer answers PINGs. */
    boolean hasHeartbeats();

    /**
     * Encodes a PING. Requires {@link #hasHeartbeats}.
     *
     * @param timeToLive the time without bytes from this side after which the peer may disconnect, at most 6,553.5
     *     seconds; zero for no limit
     */
    byte[] ping(Duration timeToLive);

    /** Encodes a PONG that answers no PING, as a sign of life. Requires {@link #hasHeartbeats}. */
    byte[] signOfLife();
}
