package io.reactivezmq.options.value;

/** Policy of {@code send(Publisher, OnUnsendable)} for a message that can never be sent. */
public enum OnUnsendable {
    /** The publisher is canceled, and {@code send} fails with the reason. */
    ERROR,
    /** The message is dropped, counted and reported by an event. Sending continues with the next message. */
    DROP
}
