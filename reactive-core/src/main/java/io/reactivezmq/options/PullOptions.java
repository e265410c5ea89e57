package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PULL socket. */
public final class PullOptions extends SocketOptions<PullOptions>
        implements ReceiveOptions<PullOptions>, ConflateOptions<PullOptions>, TopicConflateOptions<PullOptions> {

    /** With the defaults. */
    public PullOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PullOptions self() {
        return this;
    }
}
