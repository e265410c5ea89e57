package io.reactivezmq.broadcast;

/** What happens to a value that a reader of a {@link Broadcast} has not requested yet. */
public enum ReaderPolicy {
    /** The source waits for this reader, and so do all other readers. The reader loses nothing. */
    SLOWEST,
    /** The value waits for this reader, and a later one replaces it. The reader jumps to the newest value. */
    LATEST,
    /** The value is dropped for this reader. */
    DROP
}
