package io.reactivezmq.options;

import java.time.Duration;

/** Options of a SUB socket (RFC 29). The default linger time is zero. */
public final class SubOptions extends SocketOptions<SubOptions>
        implements ReceiveOptions<SubOptions>, ConflateOptions<SubOptions>, TopicConflateOptions<SubOptions> {

    /** Creates options with default values. */
    public SubOptions() {
        super(Duration.ZERO);
    }

    /**
     * Sets whether this socket receives the messages it did not subscribe to ({@code ZMQ_INVERT_MATCHING}). The
     * publisher needs the same option. Default false.
     */
    public SubOptions invertMatching(boolean enabled) {
        invertMatching = enabled;
        return this;
    }

    @Override
    SubOptions self() {
        return this;
    }
}
