package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/** One request of a REQ socket, from the asking to the answer. */
public abstract class PendingRequest {

    private final ZmqMessage body;

    /** Where it was sent, what was put there, and its number while it is under way. */
    @Nullable
    Pipe asked;

    @Nullable
    ZmqMessage sent;

    int number;
    boolean underWay;

    /** About this. */
    protected PendingRequest(ZmqMessage body) {
        this.body = body;
    }

    final ZmqMessage body() {
        return body;
    }

    /** Its answer came. It is the last that is heard of it. */
    protected abstract void answered(ZmqMessage answer);

    /** It will have no answer. It is the last that is heard of it. */
    protected abstract void failed(ZmqException cause);
}
