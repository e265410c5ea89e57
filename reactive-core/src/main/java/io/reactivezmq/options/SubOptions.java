package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a SUB socket. */
public final class SubOptions extends SocketOptions<SubOptions> implements ReceiveOptions<SubOptions> {

    /** With the defaults. */
    public SubOptions() {
        super(Duration.ZERO);
    }

    @Override
    SubOptions self() {
        return this;
    }
}
