package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on an XSUB socket. */
public final class XSubOptions extends SocketOptions<XSubOptions>
        implements SendOptions<XSubOptions>, ReceiveOptions<XSubOptions>, TopicConflateOptions<XSubOptions> {

    /** With the defaults. */
    public XSubOptions() {
        super(Duration.ZERO);
    }

    /**
     * Whether publishers are told of each end of a subscription, of those that were not the last and of those that
     * never began too ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE}). Default false.
     *
     * <p>An XSUB needs it when it is sent the notices of an XPUB with
     * {@link SubscriptionNotifications#ALL_SUBSCRIPTIONS}, as in a proxy: these tell every subscription and only the
     * last end, so that an XSUB that counts would never come to its own last one, and its publishers would send for
     * ever what no subscriber wants. It also needs it in front of an XPUB that counts the ends. With
     * {@link SubscriptionNotifications#ALL} and several subscribers to one topic it would end the topic for all of them
     * with the first end.
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
