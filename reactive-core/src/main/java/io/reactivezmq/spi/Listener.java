package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import reactor.core.publisher.Mono;

/** A bound endpoint of a transport that listens for peers. */
public interface Listener {

    /** Returns the resolved endpoint, with the actual port in place of a wildcard. */
    Endpoint endpoint();

    /**
     * Starts the listener, once the socket has stored it. A listener without connections attaches its only link inside
     * this call.
     *
     * @throws io.reactivezmq.error.BindFailedException when the socket refuses that link; the listener closes itself
     */
    default void begin() {}

    /**
     * Stops listening and closes connections whose handshake is open; established links go on. The Mono is cold and may
     * be subscribed to again.
     */
    Mono<Void> close();
}
