package io.reactivezmq.options;

import io.reactivezmq.spi.settings.QueueSettings;

/** Options of a PUSH socket (RFC 30). The default linger time is 30 seconds. */
public final class PushOptions extends BalanceOptions<PushOptions>
        implements SendOptions<PushOptions>, ConflateOptions<PushOptions> {

    private boolean conflate;

    /** Creates options with default values. */
    public PushOptions() {}

    @Override
    public PushOptions conflate(boolean enabled) {
        conflate = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(conflate, false);
    }

    @Override
    PushOptions self() {
        return this;
    }
}
