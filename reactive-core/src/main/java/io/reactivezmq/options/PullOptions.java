package io.reactivezmq.options;

import java.time.Duration;

/** Options of a PULL socket (RFC 30). The default linger time is 30 seconds. */
public final class PullOptions extends SocketOptions<PullOptions>
        implements ReceiveOptions<PullOptions>, ConflateOptions<PullOptions>, TopicConflateOptions<PullOptions> {

    /** Creates options with default values. */
    public PullOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PullOptions self() {
        return this;
    }
}
