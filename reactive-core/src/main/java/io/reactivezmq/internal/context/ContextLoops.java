package io.reactivezmq.internal.context;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.internal.loop.ThreadLoops;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.loop.LoopProvider;
import io.reactivezmq.options.ContextOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The event loops of a context: those of the application, or else its own, which are created for the first socket. May
 * be used on any thread.
 */
final class ContextLoops {

    private static final String BUSY_POLL = "busyPoll";

    private final @Nullable LoopProvider provider;
    private final int count;
    private final boolean busy;
    private final boolean owned;
    private final Set<Loop> used = new LinkedHashSet<>();
    private @Nullable LoopGroup group;

    /**
     * Creates the loops of a context.
     *
     * @param provider creates own loops; null for loops without a network
     * @param options the number of own loops, and whether they poll without sleeping
     * @param borrowed the application's loops, or null
     * @throws InvalidOptionException when these loops cannot poll without sleeping
     */
    ContextLoops(@Nullable LoopProvider provider, ContextOptions options, @Nullable LoopGroup borrowed) {
        this.provider = provider;
        this.count = options.loops();
        this.busy = options.busyPoll();
        if (busy && borrowed != null) {
            throw new InvalidOptionException(BUSY_POLL, true, "how the application's loops wait is up to them");
        }
        if (busy && provider == null) {
            throw new InvalidOptionException(BUSY_POLL, true, "loops without a network transport have to sleep");
        }
        this.group = borrowed;
        this.owned = borrowed == null;
    }

    /** Returns the loop for the next socket. */
    synchronized Loop next() {
        LoopGroup loops = group;
        if (loops == null) {
            loops = create();
            group = loops;
        }
        Loop next = loops.next();
        used.add(next);
        return next;
    }

    private LoopGroup create() {
        if (provider == null) {
            return new ThreadLoops(count);
        }
        return busy ? provider.createBusy(count) : provider.create(count);
    }

    /** Returns the loops that sockets were put on. */
    synchronized List<Loop> used() {
        return List.copyOf(used);
    }

    /** Ends the loops that the context owns. */
    Mono<Void> shutdown() {
        LoopGroup loops;
        synchronized (this) {
            loops = group;
        }
        return loops != null && owned ? Mono.defer(loops::shutdown) : Mono.empty();
    }
}
