package io.reactivezmq.spi;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the handshakes that are open at the same time, in total and per address, for one listener or for a whole
 * context.
 *
 * <p>At the limit a new handshake evicts the oldest one, if that has been open for at least one second. Otherwise the
 * new one is refused. So peers that never finish do not lock others out, and a burst of peers does not evict itself.
 * Thread-safe.
 */
public final class HandshakeLimiter {

    /** The time in nanoseconds during which an open handshake cannot be evicted. */
    private static final long CHANCE = 1_000_000_000L;

    private final int most;
    private final int mostPerAddress;
    private final String suffix;
    private final LongSupplier clock;

    /** In order of acquisition. */
    private final Set<Permit> open = new LinkedHashSet<>();

    /** A tree, because one host with an IPv6 network can choose addresses with equal hash codes. */
    private final Map<InetAddress, Set<Permit>> openByAddress = new TreeMap<>(HandshakeLimiter::compare);

    /** The permit of one open handshake. It may be evicted. */
    public abstract static class Permit {

        private final @Nullable InetAddress address;
        private long since;

        /** Creates a permit for a peer at this address; null when the transport has no addresses. */
        protected Permit(@Nullable InetAddress address) {
            this.address = address;
        }

        /**
         * Ends the handshake, because another handshake has taken its permit. Called on any thread.
         *
         * @param limit the name of the limit that was reached
         */
        protected abstract void evict(String limit);
    }

    /**
     * Creates a limiter without open handshakes.
     *
     * @param most the largest number of open handshakes
     * @param mostPerAddress the largest number of open handshakes with one address
     * @param suffix a suffix for the names of the limits in error messages, such as {@code " of the context"}
     * @param clock the time in nanoseconds
     */
    public HandshakeLimiter(int most, int mostPerAddress, String suffix, LongSupplier clock) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.suffix = suffix;
        this.clock = clock;
    }

    private static int compare(InetAddress one, InetAddress other) {
        return Arrays.compareUnsigned(one.getAddress(), other.getAddress());
    }

    /**
     * Acquires the permit, and evicts another one if necessary.
     *
     * @return null on success, or else the reason of the refusal, which names the limit
     */
    public @Nullable String acquire(Permit permit) {
        Permit evicted = null;
        String limit = "";
        synchronized (this) {
            long now = clock.getAsLong();
            Set<Permit> neighbours =
                    permit.address == null ? Set.of() : openByAddress.getOrDefault(permit.address, Set.of());
            if (neighbours.size() >= mostPerAddress) {
                limit = "maxHandshakesPerAddress" + suffix;
                evicted = oldest(neighbours, now);
                if (evicted == null) {
                    return neighbours.size() + " handshakes are open with its address (" + limit + ")";
                }
            } else if (open.size() >= most) {
                limit = "maxHandshakes" + suffix;
                evicted = oldest(open, now);
                if (evicted == null) {
                    return open.size() + " handshakes are open (" + limit + ")";
                }
            }
            if (evicted != null) {
                remove(evicted);
            }
            permit.since = now;
            open.add(permit);
            if (permit.address != null) {
                openByAddress
                        .computeIfAbsent(permit.address, a -> new LinkedHashSet<>())
                        .add(permit);
            }
        }
        if (evicted != null) {
            evicted.evict(limit);
        }
        return null;
    }

    private static @Nullable Permit oldest(Set<Permit> permits, long now) {
        Permit oldest = permits.iterator().next();
        return now - oldest.since < CHANCE ? null : oldest;
    }

    /** Releases the permit of a handshake that has ended. Does nothing after an eviction. */
    public synchronized void release(Permit permit) {
        remove(permit);
    }

    private void remove(Permit permit) {
        if (open.remove(permit) && permit.address != null) {
            Set<Permit> neighbours = openByAddress.get(permit.address);
            if (neighbours != null && neighbours.remove(permit) && neighbours.isEmpty()) {
                openByAddress.remove(permit.address);
            }
        }
    }

    /** Returns the number of open handshakes. */
    public synchronized int count() {
        return open.size();
    }
}
