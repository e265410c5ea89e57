package io.reactivezmq.internal.pattern.reqrep;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.RequestHeaders;
import java.util.Map;

/**
 * A request to a REP socket, with all that is needed to reply to it.
 *
 * @param asker the connection that the request came by, which alone may carry the reply
 * @param envelope the frames up to and including the first empty one, which precede the reply
 * @param body the frames behind the envelope
 */
public record IncomingRequest(Requester asker, byte[][] envelope, ZmqMessage body) {

    /** Returns the headers in the frame before the delimiter; none if that is another frame. */
    public Map<String, String> headers() {
        return envelope.length < 2 ? Map.of() : RequestHeaders.decode(envelope[envelope.length - 2]);
    }
}
