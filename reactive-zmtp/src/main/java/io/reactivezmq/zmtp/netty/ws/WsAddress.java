package io.reactivezmq.zmtp.netty.ws;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * What is behind {@code ws://}: a host and port as in TCP, and the path of an HTTP request.
 *
 * @param authority host and port
 * @param path begins with a slash; empty when there is none
 */
record WsAddress(String authority, String path) {

    static WsAddress parse(Endpoint endpoint) {
        String text = endpoint.address();
        int slash = text.indexOf('/');
        WsAddress address =
                slash < 0 ? new WsAddress(text, "") : new WsAddress(text.substring(0, slash), text.substring(slash));
        try {
            URI uri = new URI(address.requestPath());
            if (uri.getFragment() != null || uri.getQuery() != null) {
                throw new InvalidEndpointException(endpoint.uri(), "a path has neither '?' nor '#'");
            }
        } catch (URISyntaxException e) {
            throw new InvalidEndpointException(endpoint.uri(), "'" + address.path + "' is not a path");
        }
        return address;
    }

    /** The host and port, as an endpoint of TCP's. */
    Endpoint tcp() {
        return new Endpoint("tcp://" + authority);
    }

    /** Whom it is asked of; a zone is a matter of this machine's only. */
    String hostHeader() {
        return authority.replaceFirst("%[^\\]]*", "");
    }

    /** What is asked for. */
    String requestPath() {
        return path.isEmpty() ? "/" : path;
    }

    /** Whether this request is for us; without a path of our own, any is, as with libzmq. */
    boolean serves(String requested) {
        int query = requested.indexOf('?');
        return requestPath().equals("/") || path.equals(query < 0 ? requested : requested.substring(0, query));
    }
}
