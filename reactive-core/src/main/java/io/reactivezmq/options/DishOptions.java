package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a DISH socket. */
public final class DishOptions extends SocketOptions<DishOptions>
        implements ReceiveOptions<DishOptions>, DatagramOptions<DishOptions>, TopicConflateOptions<DishOptions> {

    /** With the defaults. */
    public DishOptions() {
        super(Duration.ZERO);
    }

    @Override
    DishOptions self() {
        return this;
    }
}
