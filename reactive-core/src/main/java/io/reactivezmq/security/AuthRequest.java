package io.reactivezmq.security;

/**
 * Somebody wants to come in (the request of RFC 27, ZAP).
 *
 * @param domain the domain of the socket that is connected to ({@code ZMQ_ZAP_DOMAIN}); empty when it has none
 * @param address the peer's address, without a port where it is an IP address
 * @param socketId the routing id of the socket that is connected to, not of the peer; empty when it has none
 * @param credentials what the peer shows
 * @param certificateSubject whose certificate the peer has shown in TLS, as a distinguished name of RFC 2253; empty
 *     when it has shown none. It was checked by then. A handler of RFC 27 is not told, as the request has no frame for
 *     it
 */
public record AuthRequest(
        String domain, String address, byte[] socketId, Credentials credentials, String certificateSubject) {

    /** From a peer that has shown no certificate. */
    public AuthRequest(String domain, String address, byte[] socketId, Credentials credentials) {
        this(domain, address, socketId, credentials, "");
    }

    /** The mechanism's name in the greeting, such as {@code PLAIN}. */
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
