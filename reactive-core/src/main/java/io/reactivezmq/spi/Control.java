package io.reactivezmq.spi;

/**
 * What peers tell each other beside messages.
 *
 * @param kind what to do
 * @param topic the prefix or group; it may be empty
 */
public record Control(Kind kind, byte[] topic) {

    /** What to do. */
    public enum Kind {
        /** Send me what starts with this. */
        SUBSCRIBE,
        /** No longer. */
        CANCEL
    }

    /** Subscribes to a prefix. */
    public static Control subscribe(byte[] prefix) {
        return new Control(Kind.SUBSCRIBE, prefix);
    }

    /** Ends a subscription. */
    public static Control cancel(byte[] prefix) {
        return new Control(Kind.CANCEL, prefix);
    }
}
