package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.QueueSettings;

/** Options of a DEALER socket (RFC 28). The default linger time is 30 seconds. */
public final class DealerOptions extends BalanceOptions<DealerOptions>
        implements SendOptions<DealerOptions>,
                ReceiveOptions<DealerOptions>,
                RoutingIdOptions<DealerOptions>,
                ConflateOptions<DealerOptions>,
                ProbeOptions<DealerOptions>,
                HelloOptions<DealerOptions>,
                HiccupMessageOptions<DealerOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();
    private byte[] routingId = {};
    private boolean conflate;

    /** Creates options with default values. */
    public DealerOptions() {}

    @Override
    public DealerOptions routingId(byte[] id) {
        routingId = Check.routingId(id);
        return this;
    }

    @Override
    public DealerOptions conflate(boolean enabled) {
        conflate = enabled;
        return this;
    }

    @Override
    public DealerOptions probeRouter(boolean enabled) {
        messages.probe(enabled);
        return this;
    }

    @Override
    public DealerOptions helloMessage(byte[] message) {
        messages.hello(message);
        return this;
    }

    @Override
    public DealerOptions hiccupMessage(byte[] message) {
        messages.hiccup(message);
        return this;
    }

    @Override
    byte[] announcedId() {
        return routingId;
    }

    @Override
    QueueSettings queues() {
        return super.queues().withConflation(conflate, false);
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(messages.settings());
    }

    @Override
    DealerOptions self() {
        return this;
    }
}
