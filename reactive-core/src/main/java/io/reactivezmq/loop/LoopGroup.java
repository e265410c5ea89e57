package io.reactivezmq.loop;

import reactor.core.publisher.Mono;

/** The loops that a context spreads its sockets over. */
public interface LoopGroup {

    /** The loop for the next socket. */
    Loop next();

    /** Ends the loops that belong to this group; borrowed ones go on. Cold, repeatable. */
    Mono<Void> shutdown();
}
