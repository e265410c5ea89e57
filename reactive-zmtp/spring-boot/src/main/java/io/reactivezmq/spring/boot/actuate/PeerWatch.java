package io.reactivezmq.spring.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers since when a socket has had fewer peers than it needs. May be used by several threads. */
final class PeerWatch {

    private final int minPeers;
    private final Duration grace;
    private final Clock clock;

    /** When the number of peers fell below the minimum; null while there are enough. */
    private @Nullable Instant missingSince;

    PeerWatch(int minPeers, Duration grace, Clock clock) {
        this.minPeers = minPeers;
        this.grace = grace;
        this.clock = clock;
        missingSince = minPeers > 0 ? clock.instant() : null;
    }

    /** Takes note of the present number of peers, and returns whether peers have been missing for too long. */
    synchronized boolean isDown(int peers) {
        if (peers >= minPeers) {
            missingSince = null;
            return false;
        }
        Instant now = clock.instant();
        if (missingSince == null) {
            missingSince = now;
        }
        return !now.isBefore(missingSince.plus(grace));
    }
}
