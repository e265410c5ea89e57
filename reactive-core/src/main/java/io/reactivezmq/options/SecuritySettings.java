package io.reactivezmq.options;

import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.security.TlsConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to a socket.
 *
 * @param mechanism how peers and we get to trust each other
 * @param zapDomain the domain told to authenticators; empty for none ({@code ZMQ_ZAP_DOMAIN})
 * @param enforceDomain whether nobody comes in where the domain's authenticator is missing
 *     ({@code ZMQ_ZAP_ENFORCE_DOMAIN})
 * @param authenticator who decides; null leaves it to the context
 * @param authenticationTimeout how long it may take
 * @param tls what endpoints with TLS need; null for none
 */
public record SecuritySettings(
        SocketSecurity mechanism,
        String zapDomain,
        boolean enforceDomain,
        @Nullable Authenticator authenticator,
        Duration authenticationTimeout,
        @Nullable TlsConfig tls) {

    /** Whether even peers without credentials, under NULL, are judged. */
    public boolean judgesAnonymous() {
        return authenticator != null || !zapDomain.isEmpty();
    }
}
