package io.reactivezmq.internal.send;

/**
 * The fields of a {@link PublisherSend} that only the loop uses, and writes for each message. They are a cache line
 * away from those that the source's thread reads for each message, so that the two threads do not slow each other down.
 */
abstract class PublisherSendPadding {

    /** Number of messages that were requested and have not arrived on the loop. */
    long outstanding;

    /** Number of unwanted messages that the source has reported and that are subtracted from {@link #outstanding}. */
    long passedOver;

    long askAgainAt;
    boolean finished;

    @SuppressWarnings("unused")
    private long pad1, pad2, pad3, pad4, pad5, pad6, pad7, pad8;
}
