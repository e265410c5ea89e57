package io.reactivezmq.internal.pipe;

import io.reactivezmq.event.DropReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts dropped messages by reason. */
public final class Drops {

    private final long[] counts = new long[DropReason.values().length];

    /** Counts some, and tells whether the new total is worth an event: the first, and each power of two passed. */
    public boolean add(DropReason reason, long messages) {
        long before = counts[reason.ordinal()];
        counts[reason.ordinal()] = before + messages;
        return Long.numberOfLeadingZeros(before) != Long.numberOfLeadingZeros(before + messages);
    }

    /** Whether this befalls messages that were received. */
    public static boolean isInbound(DropReason reason) {
        return switch (reason) {
            case MALFORMED, RECEIVER_FULL, STALE_REPLY, UNWANTED, UNDELIVERED -> true;
            // Both ways: who counts it sees to the count of messages.
            case TOO_LARGE -> false;
            case PEER_FULL, UNROUTABLE, UNSENDABLE, PEER_GONE, CONNECTION_LOST, LINGER_EXPIRED -> false;
        };
    }

    /** How many so far. */
    public long total(DropReason reason) {
        return counts[reason.ordinal()];
    }

    /** Adds everything counted elsewhere. */
    public void addAll(Drops other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** What is not zero. */
    public Map<DropReason, Long> asMap() {
        Map<DropReason, Long> map = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            if (counts[reason.ordinal()] != 0) {
                map.put(reason, counts[reason.ordinal()]);
            }
        }
        return map;
    }
}
