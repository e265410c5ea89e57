package io.reactivezmq.loop;

import reactor.core.publisher.Mono;

/** The event loops that a context spreads its sockets over. */
public interface LoopGroup {

    /** Returns the loop for the next socket. */
    Loop next();

    /**
     * Ends the loops that belong to this group; borrowed loops keep running. The Mono is cold and may be subscribed to
     * again.
     */
    Mono<Void> shutdown();
}
