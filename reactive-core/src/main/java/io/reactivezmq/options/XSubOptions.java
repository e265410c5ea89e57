package io.reactivezmq.options;

import io.reactivezmq.options.value.SubscriptionNotifications;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.QueueSettings;
import io.reactivezmq.spi.settings.SubscribeSettings;
import java.time.Duration;

/** Options of an XSUB socket (RFC 29). The default linger time is zero. */
public final class XSubOptions extends SocketOptions<XSubOptions>
        implements SendOptions<XSubOptions>, ReceiveOptions<XSubOptions>, TopicConflateOptions<XSubOptions> {

    private boolean verboseUnsubscribe;
    private boolean conflateByTopic;

    /** Creates options with default values. */
    public XSubOptions() {
        super(Duration.ZERO);
    }

    /**
     * Sets whether publishers get every unsubscription ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE}): also one that is not the
     * last for its prefix, and one without a subscription. By default, false, publishers get only the last one.
     *
     * <p>It is needed when this socket forwards the notifications of an XPUB with
     * {@link SubscriptionNotifications#ALL_SUBSCRIPTIONS}, as in a proxy. These contain every subscription but only the
     * last unsubscription. An XSUB that counts subscriptions would never reach its own last one, and its publishers
     * would send unwanted messages forever. It is also needed in front of an XPUB that counts unsubscriptions.
     *
     * <p>Do not use it with the notifications of an XPUB with {@link SubscriptionNotifications#ALL}: if a topic has
     * several subscribers, the first unsubscription would end the topic for all of them.
     */
    public XSubOptions verboseUnsubscribe(boolean enabled) {
        verboseUnsubscribe = enabled;
        return this;
    }

    @Override
    public XSubOptions conflateByTopic(boolean enabled) {
        conflateByTopic = enabled;
        return this;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(false, conflateByTopic);
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(new SubscribeSettings(false, verboseUnsubscribe));
    }

    @Override
    XSubOptions self() {
        return this;
    }
}
