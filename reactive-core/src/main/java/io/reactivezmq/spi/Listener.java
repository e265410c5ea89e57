package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import reactor.core.publisher.Mono;

/** Something that listens. */
public interface Listener {

    /** Where, with wildcards resolved. */
    Endpoint endpoint();

    /**
     * The socket knows of the listener now. One that has no connections to wait for attaches its link inside this call.
     *
     * @throws io.reactivezmq.error.BindFailedException when the socket will not have it; the listener closes itself
     */
    default void begin() {}

    /** Stops listening and gives up connections still in their handshake; established links go on. Cold, repeatable. */
    Mono<Void> close();
}
