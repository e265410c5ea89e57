package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on an XSUB socket. */
public final class XSubOptions extends SocketOptions<XSubOptions>
        implements SendOptions<XSubOptions>, ReceiveOptions<XSubOptions> {

    /** With the defaults. */
    public XSubOptions() {
        super(Duration.ZERO);
    }

    @Override
    XSubOptions self() {
        return this;
    }
}
