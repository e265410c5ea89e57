package io.reactivezmq.internal.pattern.reqrep;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/**
 * A request of a REQ socket, from the call to its reply. Either {@link #answered} or {@link #failed} is its last call.
 */
public abstract class PendingRequest {

    private final ZmqMessage body;
    private final byte @Nullable [] headers;

    /** The pipe that the request was sent to, the message that was sent, and its number while it is in flight. */
    @Nullable
    Pipe asked;

    @Nullable
    ZmqMessage sent;

    int number;
    boolean underWay;

    /**
     * Creates a request that has not been sent.
     *
     * @param headers the frame of headers in its envelope, or null
     */
    protected PendingRequest(ZmqMessage body, byte @Nullable [] headers) {
        this.body = body;
        this.headers = headers;
    }

    final ZmqMessage body() {
        return body;
    }

    final byte @Nullable [] headers() {
        return headers;
    }

    /** Passes the reply to the caller. Returns false if the caller no longer waits, so that the reply is lost. */
    protected abstract boolean answered(ZmqMessage answer);

    /** Reports to the caller that there will be no reply. */
    protected abstract void failed(ZmqException cause);
}
