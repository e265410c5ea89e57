package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on an XPUB socket. */
public final class XPubOptions extends SocketOptions<XPubOptions>
        implements SendOptions<XPubOptions>, ReceiveOptions<XPubOptions>, PublishOptions<XPubOptions> {

    /** With the defaults. */
    public XPubOptions() {
        super(Duration.ofSeconds(30));
    }

    /** Which subscriptions to be told of. Default {@link SubscriptionNotifications#FIRST_AND_LAST}. */
    public XPubOptions notices(SubscriptionNotifications which) {
        notices = Check.notNull("notices (ZMQ_XPUB_VERBOSE)", which);
        return this;
    }

    /**
     * Whether the application decides on subscriptions ({@code ZMQ_XPUB_MANUAL}): none is in force until it is
     * accepted. Default false.
     */
    public XPubOptions manual(boolean enabled) {
        manual = enabled;
        return this;
    }

    /**
     * The same, and the first message that is sent after a subscription was accepted goes to that subscriber alone, if
     * it matches, or to nobody ({@code ZMQ_XPUB_MANUAL_LAST_VALUE}): what a late joiner has missed. Default false.
     */
    public XPubOptions manualLastValue(boolean enabled) {
        manual = enabled;
        lastValue = enabled;
        return this;
    }

    /**
     * A message for each new peer, before any other ({@code ZMQ_XPUB_WELCOME_MSG}). SUB peers must have subscribed to
     * its beginning. Default: none.
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
    XPubOptions self() {
        return this;
    }
}
