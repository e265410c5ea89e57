package io.reactivezmq.internal.socket;

import io.reactivezmq.options.SecuritySettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.Credentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds who decides on a peer, and asks: the socket's authenticator, else the context's, else the handler of RFC 27 in
 * the context. Whatever is not a clear yes in time is a no.
 */
final class AuthenticationService {

    private final SecuritySettings settings;
    private final DefaultZmqContext context;

    AuthenticationService(SecuritySettings settings, DefaultZmqContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** The decision; never an error, never empty. */
    Mono<AuthResult> ask(AuthRequest request) {
        Authenticator inCharge = inCharge(request);
        if (inCharge != null) {
            return limited(inCharge, request);
        }
        return Mono.just(
                needsOne(request)
                        ? AuthResult.internalError("there is no authenticator for " + request)
                        : AuthResult.accepted());
    }

    private @Nullable Authenticator inCharge(AuthRequest request) {
        Authenticator own = settings.authenticator();
        if (own != null) {
            return own;
        }
        Authenticator common = context.authenticator();
        if (common != null) {
            return common;
        }
        // As in libzmq, to enforce domains also means that a handler is not asked without one.
        return settings.enforceDomain() && request.domain().isEmpty() ? null : context.zapHandler();
    }

    /**
     * Without anybody to ask, libzmq lets everyone in but PLAIN, or whom the domain's authenticator should have seen.
     */
    private boolean needsOne(AuthRequest request) {
        return request.credentials() instanceof Credentials.UserPassword
                || settings.enforceDomain() && !request.domain().isEmpty();
    }

    private Mono<AuthResult> limited(Authenticator authenticator, AuthRequest request) {
        Duration limit = settings.authenticationTimeout();
        return GuardedMono.calling(() -> authenticator.authenticate(request))
                .switchIfEmpty(Mono.fromSupplier(() -> AuthResult.internalError("the authenticator gave no answer")))
                .timeout(
                        limit,
                        Mono.fromSupplier(
                                () -> AuthResult.temporaryError("the authenticator gave no answer within " + limit)))
                .onErrorResume(failure -> Mono.just(AuthResult.internalError("the authenticator failed: " + failure)));
    }
}
