package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.RequestSettings;
import java.time.Duration;

/** Options of a REQ socket (RFC 28). The default linger time is 30 seconds. */
public final class ReqOptions extends SocketOptions<ReqOptions>
        implements SendOptions<ReqOptions>,
                ReceiveOptions<ReqOptions>,
                RoutingIdOptions<ReqOptions>,
                ProbeOptions<ReqOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();
    private int maxInFlight = 1;
    private boolean correlate;
    private byte[] routingId = {};

    /** Creates options with default values. */
    public ReqOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Sets the largest number of requests that may be in flight at once. With the default 1, requests go in lockstep as
     * in libzmq. With more, each request carries a number that any REP or ROUTER sends back
     * ({@code ZMQ_REQ_CORRELATE}).
     */
    public ReqOptions maxInFlight(int requests) {
        maxInFlight = Check.atLeast(1, "maxInFlight", requests);
        return this;
    }

    /**
     * Sets whether requests carry a number even if {@link #maxInFlight} is 1 ({@code ZMQ_REQ_CORRELATE}). Canceling a
     * request in flight then does not close the connection. Default false.
     */
    public ReqOptions correlate(boolean enabled) {
        correlate = enabled;
        return this;
    }

    @Override
    public ReqOptions routingId(byte[] id) {
        routingId = Check.routingId(id);
        return this;
    }

    @Override
    public ReqOptions probeRouter(boolean enabled) {
        messages.probe(enabled);
        return this;
    }

    @Override
    byte[] announcedId() {
        return routingId;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT
                .with(new RequestSettings(maxInFlight, correlate))
                .with(messages.settings());
    }

    @Override
    ReqOptions self() {
        return this;
    }
}
