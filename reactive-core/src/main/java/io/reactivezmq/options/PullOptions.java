package io.reactivezmq.options;

import io.reactivezmq.spi.settings.QueueSettings;
import java.time.Duration;

/** Options of a PULL socket (RFC 30). The default linger time is 30 seconds. */
public final class PullOptions extends SocketOptions<PullOptions>
        implements ReceiveOptions<PullOptions>, ConflateOptions<PullOptions>, TopicConflateOptions<PullOptions> {

    private boolean conflate;
    private boolean conflateByTopic;

    /** Creates options with default values. */
    public PullOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    public PullOptions conflate(boolean enabled) {
        conflate = enabled;
        return this;
    }

    @Override
    public PullOptions conflateByTopic(boolean enabled) {
        conflateByTopic = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(conflate, conflateByTopic);
    }

    @Override
    PullOptions self() {
        return this;
    }
}
