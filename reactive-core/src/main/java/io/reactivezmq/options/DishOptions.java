package io.reactivezmq.options;

import io.reactivezmq.spi.settings.QueueSettings;
import java.time.Duration;

/** Options of a DISH socket (RFC 48). The default linger time is zero. */
public final class DishOptions extends DatagramOptions<DishOptions>
        implements ReceiveOptions<DishOptions>, TopicConflateOptions<DishOptions> {

    private boolean conflateByTopic;

    /** Creates options with default values. */
    public DishOptions() {
        super(Duration.ZERO);
    }

    @Override
    public DishOptions conflateByTopic(boolean enabled) {
        conflateByTopic = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(false, conflateByTopic);
    }

    @Override
    DishOptions self() {
        return this;
    }
}
