package io.reactivezmq.security;

import reactor.core.publisher.Mono;

/**
 * Decides who may come in. Set on a socket or on a context; {@link Authenticators} has ready-made ones.
 *
 * <p>It is called on the event loop of the socket that is connected to, and must not block it; what has to wait does so
 * in the Mono, on threads of its own. A time limit is set on the answer, {@code authenticationTimeout}. An error, no
 * answer in time and no answer at all are refusals.
 */
@FunctionalInterface
public interface Authenticator {

    /** Judges one peer, once for each of its connections. */
    Mono<AuthResult> authenticate(AuthRequest request);

    /**
     * Both must accept: the next one is asked only if this one does. The user id is the next one's, or this one's when
     * the next has none; metadata are added up, the next one's first.
     */
    default Authenticator and(Authenticator next) {
        return request -> authenticate(request)
                .flatMap(first -> first.isAccepted()
                        ? next.authenticate(request)
                                .map(second -> second.isAccepted() ? AuthResult.both(first, second) : second)
                        : Mono.just(first));
    }
}
