package io.reactivezmq.zmtp.netty;

import java.time.Duration;

/** Sends heartbeats to the peer of one connection: those of ZMTP, or those of a transport that has its own. */
interface HeartbeatSender {

    /**
     * Sends a PING, unless other bytes wait to be written. Returns whether it was sent: only then the peer will answer.
     *
     * @param timeToLive the time without bytes from this side after which the peer may disconnect; zero for no limit
     */
    boolean ping(Duration timeToLive);

    /** Returns how many bytes the operating system has taken. */
    default long taken() {
        return 0;
    }

    /** Sends a sign of life, unless other bytes wait to be written anyway. */
    void signOfLife();
}
