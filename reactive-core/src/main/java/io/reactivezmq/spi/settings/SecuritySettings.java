package io.reactivezmq.spi.settings;

import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.security.TlsConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Security settings of a socket: its mechanism and the authentication of its peers.
 *
 * @param mechanism the security mechanism and this socket's role in it
 * @param zapDomain the domain in requests to authenticators; empty for none ({@code ZMQ_ZAP_DOMAIN})
 * @param enforceDomain whether all peers are refused while the domain has no authenticator
 *     ({@code ZMQ_ZAP_ENFORCE_DOMAIN})
 * @param authenticator decides on peers; null leaves the decision to the context
 * @param authenticationTimeout the limit on the authenticator's answer
 * @param tls certificates and trust for endpoints with TLS; null for none
 */
public record SecuritySettings(
        SocketSecurity mechanism,
        String zapDomain,
        boolean enforceDomain,
        @Nullable Authenticator authenticator,
        Duration authenticationTimeout,
        @Nullable TlsConfig tls) {

    /** Returns whether peers without credentials, under NULL, are authenticated as well. */
    public boolean authenticatesAnonymous() {
        return authenticator != null || !zapDomain.isEmpty();
    }
}
