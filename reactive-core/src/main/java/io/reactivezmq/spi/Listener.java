package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import reactor.core.publisher.Mono;

/** Something that listens. */
public interface Listener {

    /** Where, with wildcards resolved. */
    Endpoint endpoint();

    /** Stops listening and gives up connections still in their handshake; established links go on. Cold, repeatable. */
    Mono<Void> close();
}
