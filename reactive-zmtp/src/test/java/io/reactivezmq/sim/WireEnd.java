package io.reactivezmq.sim;

/** One end of a connection. All methods are called on its thread. */
interface WireEnd {

    /** The connection is established. */
    void connected();

    /** The attempt to connect fails. */
    void refused(Throwable cause);

    /** Bytes or the end may be there. */
    void readable();

    /** There may be room for bytes. */
    void writable();
}
