package io.reactivezmq.spi;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the handshakes that are open at once within a limit, in all and by address; for one listener, or for all of a
 * context. Where there are too many, whoever has just come takes the place of the oldest that had its chance; else it is
 * turned away. So neither those who never finish keep others out, nor many who come at once one another. Any thread.
 */
public final class OpenHandshakes {

    /** So long an open handshake keeps its place. */
    private static final long CHANCE = 1_000_000_000L;

    private final int most;
    private final int mostPerAddress;
    private final String whose;
    private final LongSupplier clock;

    /** The oldest first. */
    private final Set<Visit> open = new LinkedHashSet<>();

    /** In a tree: a host with a network of IPv6 has any number of addresses with the same hash. */
    private final Map<InetAddress, Set<Visit>> openByAddress =
            new TreeMap<>(Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned));

    /** One open handshake. */
    public abstract static class Visit {

        private final @Nullable InetAddress address;
        private long since;

        /** With this address; null where there are no addresses. */
        protected Visit(@Nullable InetAddress address) {
            this.address = address;
        }

        /** Its place has been given to another, because of this limit: it ends. Any thread. */
        protected abstract void giveWay(String limit);
    }

    /**
     * With nothing open.
     *
     * @param most open handshakes in all
     * @param mostPerAddress the same with one address
     * @param whose what is said behind the limits' names
     * @param clock in nanoseconds
     */
    public OpenHandshakes(int most, int mostPerAddress, String whose, LongSupplier clock) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.whose = whose;
        this.clock = clock;
    }

    /** Counts one more; why not, if there are too many. */
    public @Nullable String enter(Visit visit) {
        Visit tooMuch = null;
        String limit = "";
        synchronized (this) {
            long now = clock.getAsLong();
            Set<Visit> neighbours =
                    visit.address == null ? Set.of() : openByAddress.getOrDefault(visit.address, Set.of());
            if (neighbours.size() >= mostPerAddress) {
                limit = "maxHandshakesPerAddress" + whose;
                tooMuch = oldest(neighbours, now);
                if (tooMuch == null) {
                    return neighbours.size() + " handshakes are open with its address (" + limit + ")";
                }
            } else if (open.size() >= most) {
                limit = "maxHandshakes" + whose;
                tooMuch = oldest(open, now);
                if (tooMuch == null) {
                    return open.size() + " handshakes are open (" + limit + ")";
                }
            }
            if (tooMuch != null) {
                remove(tooMuch);
            }
            visit.since = now;
            open.add(visit);
            if (visit.address != null) {
                openByAddress
                        .computeIfAbsent(visit.address, a -> new LinkedHashSet<>())
                        .add(visit);
            }
        }
        if (tooMuch != null) {
            tooMuch.giveWay(limit);
        }
        return null;
    }

    private static @Nullable Visit oldest(Set<Visit> visits, long now) {
        Visit oldest = visits.iterator().next();
        return now - oldest.since < CHANCE ? null : oldest;
    }

    /** This one is no longer open. */
    public synchronized void leave(Visit visit) {
        remove(visit);
    }

    private void remove(Visit visit) {
        if (open.remove(visit) && visit.address != null) {
            Set<Visit> neighbours = openByAddress.get(visit.address);
            if (neighbours != null && neighbours.remove(visit) && neighbours.isEmpty()) {
                openByAddress.remove(visit.address);
            }
        }
    }

    /** How many there are. */
    public synchronized int count() {
        return open.size();
    }
}
