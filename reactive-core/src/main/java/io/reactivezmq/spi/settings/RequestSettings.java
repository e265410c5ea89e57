package io.reactivezmq.spi.settings;

/**
 * Settings of a REQ about the requests that are open at once.
 *
 * @param maxInFlight the number of requests that may be in flight; above one, requests are correlated
 * @param correlate whether requests are numbered even if {@code maxInFlight} is one ({@code ZMQ_REQ_CORRELATE})
 */
public record RequestSettings(int maxInFlight, boolean correlate) {

    /** Lockstep, as in libzmq. */
    public static final RequestSettings DEFAULT = new RequestSettings(1, false);
}
