package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.QueueSettings;
import io.reactivezmq.spi.settings.SubscribeSettings;
import java.time.Duration;

/** Options of a SUB socket (RFC 29). The default linger time is zero. */
public final class SubOptions extends SocketOptions<SubOptions>
        implements ReceiveOptions<SubOptions>, ConflateOptions<SubOptions>, TopicConflateOptions<SubOptions> {

    private boolean invertMatching;
    private boolean conflate;
    private boolean conflateByTopic;

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
    public SubOptions conflate(boolean enabled) {
        conflate = enabled;
        return this;
    }

    @Override
    public SubOptions conflateByTopic(boolean enabled) {
        conflateByTopic = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(conflate, conflateByTopic);
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(new SubscribeSettings(invertMatching, false));
    }

    @Override
    SubOptions self() {
        return this;
    }
}
