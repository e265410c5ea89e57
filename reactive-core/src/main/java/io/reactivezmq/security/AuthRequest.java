package io.reactivezmq.security;

/**
 * The request to authenticate a peer (the request of RFC 27, ZAP).
 *
 * @param domain the domain of the local socket ({@code ZMQ_ZAP_DOMAIN}); empty when it has none
 * @param address the peer's address; an IP address comes without a port
 * @param socketId the routing id of the local socket, not of the peer; empty when it has none
 * @param credentials the credentials of the peer
 * @param certificateSubject the subject of the peer's TLS certificate, as a distinguished name of RFC 2253; empty when
 *     the peer has shown none. TLS has already verified the certificate. A handler of RFC 27 does not get it, as its
 *     request has no frame for it
 */
public record AuthRequest(
        String domain, String address, byte[] socketId, Credentials credentials, String certificateSubject) {

    /** Creates a request for a peer without a certificate. */
    public AuthRequest(String domain, String address, byte[] socketId, Credentials credentials) {
        this(domain, address, socketId, credentials, "");
    }

    /** Returns the name of the mechanism in the greeting, such as {@code PLAIN}. */
    public String mechanism() {
        return credentials.mechanism();
    }

    @Override
    public String toString() {
        return credentials
                + (certificateSubject.isEmpty() ? "" : " with the certificate of " + certificateSubject)
                + " from "
                + address
                + (domain.isEmpty() ? "" : " in domain " + domain);
    }
}
