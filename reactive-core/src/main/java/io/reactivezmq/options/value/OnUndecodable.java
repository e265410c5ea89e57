package io.reactivezmq.options.value;

/** Policy of {@code receive} with a codec for a message that the codec cannot decode. */
public enum OnUndecodable {
    /** Receiving ends with an {@code UndecodableMessageException}, which names the peer. */
    FAIL,
    /**
     * The message is dropped, counted as {@code UNDECODABLE} and reported by an event. Receiving continues with the
     * next message.
     */
    SKIP
}
