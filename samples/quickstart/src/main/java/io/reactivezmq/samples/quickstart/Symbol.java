package io.reactivezmq.samples.quickstart;

import java.nio.charset.StandardCharsets;

/** What is traded. */
enum Symbol {
    EURUSD,
    GBPUSD,
    USDCHF,
    USDJPY;

    private final byte[] topic = name().getBytes(StandardCharsets.US_ASCII);

    /** The first frame of its quotes; shared, not to be changed. */
    byte[] topic() {
        return topic;
    }
}
