package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the loop alone knows of a {@link PublisherSend}, and writes for each message. It stands a cache line away from
 * what the source's thread reads for each message, so that they do not slow each other down.
 */
abstract class PublisherSendPadding {

    /** There was no room for it. */
    @Nullable
    ZmqMessage held;

    /** Asked for and not come yet. */
    long outstanding;

    /** How many of them nobody wanted, as far as the source has told. */
    long passedOver;

    long askAgainAt;
    boolean finished;

    @SuppressWarnings("unused")
    private long pad1, pad2, pad3, pad4, pad5, pad6, pad7, pad8;
}
