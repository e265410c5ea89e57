package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a REQ socket. */
public final class ReqOptions extends SocketOptions<ReqOptions>
        implements SendOptions<ReqOptions>,
                ReceiveOptions<ReqOptions>,
                RoutingIdOptions<ReqOptions>,
                ProbeOptions<ReqOptions> {

    /** With the defaults. */
    public ReqOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * How many requests may be under way at once. With one, the default, requests go in lockstep as in libzmq. With
     * more, each carries a number that any REP or ROUTER echoes ({@code ZMQ_REQ_CORRELATE}).
     */
    public ReqOptions maxInFlight(int requests) {
        maxInFlight = Check.atLeast(1, "maxInFlight", requests);
        return this;
    }

    /**
     * Whether requests carry a number even one at a time ({@code ZMQ_REQ_CORRELATE}). A withdrawn request then does not
     * cost the connection. Default false.
     */
    public ReqOptions correlate(boolean enabled) {
        correlate = enabled;
        return this;
    }

    @Override
    ReqOptions self() {
        return this;
    }
}
