package io.reactivezmq.options;

import io.reactivezmq.options.value.SubscriptionNotifications;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.XPubSettings;

/** Options of an XPUB socket (RFC 29). The default linger time is 30 seconds. */
public final class XPubOptions extends PublishOptions<XPubOptions>
        implements SendOptions<XPubOptions>, ReceiveOptions<XPubOptions> {

    private SubscriptionNotifications notifications = SubscriptionNotifications.FIRST_AND_LAST;
    private boolean manual;
    private boolean lastValue;
    private byte[][] welcome = {};

    /** Creates options with default values. */
    public XPubOptions() {}

    /**
     * Selects which subscriptions and unsubscriptions the socket reports to the application ({@code ZMQ_XPUB_VERBOSE},
     * {@code ZMQ_XPUB_VERBOSER}). Default {@link SubscriptionNotifications#FIRST_AND_LAST}.
     */
    public XPubOptions notifications(SubscriptionNotifications which) {
        notifications = Check.notNull("notifications (ZMQ_XPUB_VERBOSE)", which);
        return this;
    }

    /**
     * Sets whether the application decides on subscriptions ({@code ZMQ_XPUB_MANUAL}). A subscription then takes effect
     * only when the application accepts it. Default false.
     */
    public XPubOptions manual(boolean enabled) {
        manual = enabled;
        return this;
    }

    /**
     * Sets {@link #manual}, and whether the next message after an accepted subscription goes only to that subscriber
     * ({@code ZMQ_XPUB_MANUAL_LAST_VALUE}). If that message does not match the subscriber, no peer gets it. It gives a
     * late subscriber the message it has missed. Default false.
     */
    public XPubOptions manualLastValue(boolean enabled) {
        manual = enabled;
        lastValue = enabled;
        return this;
    }

    /**
     * Sets the frames of a message that each new peer gets before any other ({@code ZMQ_XPUB_WELCOME_MSG}). A SUB peer
     * receives it only if it has subscribed to its beginning. Default: none.
     */
    public XPubOptions welcome(byte[]... frames) {
        byte[][] copies =
                Check.notNull("welcome (ZMQ_XPUB_WELCOME_MSG)", frames).clone();
        for (int i = 0; i < copies.length; i++) {
            copies[i] =
                    Check.notNull("welcome (ZMQ_XPUB_WELCOME_MSG)", copies[i]).clone();
        }
        welcome = copies;
        return this;
    }

    @Override
    PatternSettings pattern() {
        return super.pattern().with(new XPubSettings(notifications, manual, lastValue, welcome));
    }

    @Override
    XPubOptions self() {
        return this;
    }
}
