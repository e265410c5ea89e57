package io.reactivezmq.internal.pipe;

import io.reactivezmq.event.DropReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts dropped messages by reason. */
public final class Drops {

    private static final DropReason[] REASONS = DropReason.values();

    private final long[] counts = new long[REASONS.length];

    /**
     * Counts dropped messages. Returns whether the new total warrants an event: the first drop does, and each power of
     * two that is reached.
     */
    public boolean add(DropReason reason, long messages) {
        long before = counts[reason.ordinal()];
        counts[reason.ordinal()] = before + messages;
        return Long.numberOfLeadingZeros(before) != Long.numberOfLeadingZeros(before + messages);
    }

    /** Returns whether the reason applies to received messages, rather than to messages to be sent. */
    public static boolean isInbound(DropReason reason) {
        return switch (reason) {
            case MALFORMED, UNDECODABLE, RECEIVER_FULL, STALE_REPLY, UNWANTED, UNDELIVERED -> true;
            // Applies in both directions: the code that drops the message corrects the message counts itself.
            case TOO_LARGE -> false;
            case PEER_FULL, UNROUTABLE, UNSENDABLE, PEER_GONE, CONNECTION_LOST, LINGER_EXPIRED -> false;
        };
    }

    /** Returns the number of messages dropped for this reason. */
    public long total(DropReason reason) {
        return counts[reason.ordinal()];
    }

    /** Adds all counts of another instance. */
    public void addAll(Drops other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Returns the counts that are not zero. */
    public Map<DropReason, Long> asMap() {
        // Almost always there are none, and statistics ask each pipe.
        Map<DropReason, Long> map = Map.of();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                if (map.isEmpty()) {
                    map = new EnumMap<>(DropReason.class);
                }
                map.put(REASONS[i], counts[i]);
            }
        }
        return map;
    }
}
