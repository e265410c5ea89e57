package io.reactivezmq.zmtp.netty.ws;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The part of a {@code ws} or {@code wss} endpoint after {@code ://}: host and port as in TCP, and the path of an HTTP
 * request.
 *
 * @param authority the host and port
 * @param path the path, which begins with a slash; empty when there is none
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

    /** Returns the host and port as a {@code tcp} endpoint. */
    Endpoint tcp() {
        return new Endpoint("tcp://" + authority);
    }

    /** Returns the value of the Host header, without a zone, which has a meaning only on this machine. */
    String hostHeader() {
        return authority.replaceFirst("%[^\\]]*", "");
    }

    /** Returns the path of the HTTP request. */
    String requestPath() {
        return path.isEmpty() ? "/" : path;
    }

    /**
     * Returns whether the listener accepts this request path. Without a path of its own it accepts any, as libzmq does.
     */
    boolean serves(String requested) {
        int query = requested.indexOf('?');
        return requestPath().equals("/") || path.equals(query < 0 ? requested : requested.substring(0, query));
    }
}
