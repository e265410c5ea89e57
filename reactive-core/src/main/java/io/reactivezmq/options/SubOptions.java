package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a SUB socket. */
public final class SubOptions extends SocketOptions<SubOptions>
        implements ReceiveOptions<SubOptions>, ConflateOptions<SubOptions>, TopicConflateOptions<SubOptions> {

    /** With the defaults. */
    public SubOptions() {
        super(Duration.ZERO);
    }

    /**
     * Whether to receive what was not subscribed to ({@code ZMQ_INVERT_MATCHING}), as the publisher does. Default
     * false.
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
