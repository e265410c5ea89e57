package io.reactivezmq.options;

import io.reactivezmq.spi.settings.QueueSettings;

/** Options of a PUB socket (RFC 29). The default linger time is 30 seconds. */
public final class PubOptions extends PublishOptions<PubOptions>
        implements SendOptions<PubOptions>, ConflateOptions<PubOptions> {

    private boolean conflate;

    /** Creates options with default values. */
    public PubOptions() {}

    @Override
    public PubOptions conflate(boolean enabled) {
        conflate = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(conflate, false);
    }

    @Override
    PubOptions self() {
        return this;
    }
}
