package io.reactivezmq.internal.auth;

import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.settings.SecuritySettings;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds the authenticator for a peer and asks it: the socket's, else the context's, else the RFC 27 handler in the
 * context. A peer is accepted only if a clear acceptance arrives in time.
 */
public final class AuthenticationService {

    private final SecuritySettings settings;
    private final @Nullable Authenticator common;
    private final Supplier<@Nullable Authenticator> zapHandler;

    /**
     * Creates the service of one socket.
     *
     * @param common the authenticator of the context; null for none
     * @param zapHandler the RFC 27 handler that is bound in the context; null while there is none
     */
    public AuthenticationService(
            SecuritySettings settings, @Nullable Authenticator common, Supplier<@Nullable Authenticator> zapHandler) {
        this.settings = settings;
        this.common = common;
        this.zapHandler = zapHandler;
    }

    /** Returns the decision; never an error and never empty. */
    public Mono<AuthResult> ask(AuthRequest request) {
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
        if (common != null) {
            return common;
        }
        // As in libzmq, a socket that enforces domains does not ask the handler about a request without a domain.
        return settings.enforceDomain() && request.domain().isEmpty() ? null : zapHandler.get();
    }

    /**
     * Returns whether a request needs an authenticator and is refused if there is none. As in libzmq, these are
     * requests by PLAIN and, if the socket enforces domains, those with a domain. All others are accepted.
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
