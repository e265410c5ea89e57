package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on an XSUB socket. */
public final class XSubOptions extends SocketOptions<XSubOptions>
        implements SendOptions<XSubOptions>, ReceiveOptions<XSubOptions> {

    /** With the defaults. */
    public XSubOptions() {
        super(Duration.ZERO);
    }

    /**
     * Whether publishers are told of each end of a subscription, of those that were not the last and of those that never
     * began too ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE}): for proxies in front of an XPUB that counts. Default false.
     */
    public XSubOptions verboseUnsubscribe(boolean enabled) {
        verboseUnsubscribe = enabled;
        return this;
    }

    @Override
    XSubOptions self() {
        return this;
    }
}
