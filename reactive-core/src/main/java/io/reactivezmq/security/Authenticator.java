package io.reactivezmq.security;

import reactor.core.publisher.Mono;

/**
 * Decides which peers may connect. It is set on a socket or on a context. {@link Authenticators} has implementations.
 *
 * <p>It is called on the event loop of the local socket and must not block. Waiting has to happen in the Mono, on other
 * threads. The answer must come within {@code authenticationTimeout}. An error, a missing answer and a timeout refuse
 * the peer.
 */
@FunctionalInterface
public interface Authenticator {

    /** Decides about one peer. Called once for each of its connections. */
    Mono<AuthResult> authenticate(AuthRequest request);

    /**
     * Returns an authenticator that accepts a peer only if this one and the next one do. The next one is asked only if
     * this one accepts.
     *
     * <p>The user id is that of the next one, or that of this one when the next one has none. Metadata is merged; for
     * equal names the value of the next one is used.
     */
    default Authenticator and(Authenticator next) {
        return request -> authenticate(request)
                .flatMap(first -> first.isAccepted()
                        ? next.authenticate(request)
                                .map(second -> second.isAccepted() ? AuthResult.both(first, second) : second)
                        : Mono.just(first));
    }
}
