package io.reactivezmq.samples.quickstart;

import java.nio.charset.StandardCharsets;

/** Currency pairs of the market. */
enum Symbol {
    EURUSD,
    GBPUSD,
    USDCHF,
    USDJPY;

    private final byte[] topic = name().getBytes(StandardCharsets.US_ASCII);

    /** Returns the first frame of its quotes. The array is shared and must not be changed. */
    byte[] topic() {
        return topic;
    }
}
