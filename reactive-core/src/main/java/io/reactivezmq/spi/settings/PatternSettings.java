package io.reactivezmq.spi.settings;

/**
 * Settings that only some socket types have. The other types keep the defaults.
 *
 * @param request the settings of a REQ
 * @param router the settings of a ROUTER
 * @param publish the settings of a PUB, XPUB or RADIO
 * @param xpub the settings of an XPUB
 * @param subscribe the settings of a SUB or XSUB
 * @param peerMessages the messages that are sent or received when peers connect and disconnect
 */
public record PatternSettings(
        RequestSettings request,
        RouterSettings router,
        PublishSettings publish,
        XPubSettings xpub,
        SubscribeSettings subscribe,
        PeerMessages peerMessages) {

    /** The settings of socket types that have none of these options. */
    public static final PatternSettings DEFAULT = new PatternSettings(
            RequestSettings.DEFAULT,
            RouterSettings.DEFAULT,
            PublishSettings.DEFAULT,
            XPubSettings.DEFAULT,
            SubscribeSettings.DEFAULT,
            PeerMessages.NONE);

    /** Returns a copy with these settings of a REQ. */
    public PatternSettings with(RequestSettings other) {
        return new PatternSettings(other, router, publish, xpub, subscribe, peerMessages);
    }

    /** Returns a copy with these settings of a ROUTER. */
    public PatternSettings with(RouterSettings other) {
        return new PatternSettings(request, other, publish, xpub, subscribe, peerMessages);
    }

    /** Returns a copy with these settings of a PUB, XPUB or RADIO. */
    public PatternSettings with(PublishSettings other) {
        return new PatternSettings(request, router, other, xpub, subscribe, peerMessages);
    }

    /** Returns a copy with these settings of an XPUB. */
    public PatternSettings with(XPubSettings other) {
        return new PatternSettings(request, router, publish, other, subscribe, peerMessages);
    }

    /** Returns a copy with these settings of a SUB or XSUB. */
    public PatternSettings with(SubscribeSettings other) {
        return new PatternSettings(request, router, publish, xpub, other, peerMessages);
    }

    /** Returns a copy with these messages when peers connect and disconnect. */
    public PatternSettings with(PeerMessages other) {
        return new PatternSettings(request, router, publish, xpub, subscribe, other);
    }
}
