package io.reactivezmq.options;

import java.time.Duration;

/** Options of a DISH socket (RFC 48). The default linger time is zero. */
public final class DishOptions extends SocketOptions<DishOptions>
        implements ReceiveOptions<DishOptions>, DatagramOptions<DishOptions>, TopicConflateOptions<DishOptions> {

    /** Creates options with default values. */
    public DishOptions() {
        super(Duration.ZERO);
    }

    @Override
    DishOptions self() {
        return this;
    }
}
