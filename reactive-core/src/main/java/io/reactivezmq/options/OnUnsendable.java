package io.reactivezmq.options;

/** What {@code send(Publisher, OnUnsendable)} does with a message that can never be sent. */
public enum OnUnsendable {
    /** The publisher is cancelled, and sending fails with the reason. */
    ERROR,
    /** The message is dropped, counted and reported by an event, and sending goes on. */
    DROP
}
