package io.reactivezmq.internal.context;

import io.reactivezmq.internal.loop.ThreadLoops;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.loop.LoopProvider;
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

    private final @Nullable LoopProvider provider;
    private final int count;
    private final boolean owned;
    private final Set<Loop> used = new LinkedHashSet<>();
    private @Nullable LoopGroup group;

    /**
     * Creates the loops of a context.
     *
     * @param provider creates own loops; null for loops without a network
     * @param count the number of own loops
     * @param borrowed the application's loops, or null
     */
    ContextLoops(@Nullable LoopProvider provider, int count, @Nullable LoopGroup borrowed) {
        this.provider = provider;
        this.count = count;
        this.group = borrowed;
        this.owned = borrowed == null;
    }

    /** Returns the loop for the next socket. */
    synchronized Loop next() {
        LoopGroup loops = group;
        if (loops == null) {
            loops = provider == null ? new ThreadLoops(count) : provider.create(count);
            group = loops;
        }
        Loop next = loops.next();
        used.add(next);
        return next;
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
