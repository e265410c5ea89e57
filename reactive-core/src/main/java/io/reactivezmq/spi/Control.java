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
        CANCEL,
        /** Send me what is for this group. */
        JOIN,
        /** No longer. */
        LEAVE;

        /** Whether it is about a group. */
        public boolean isAboutGroups() {
            return this == JOIN || this == LEAVE;
        }
    }

    /** Subscribes to a prefix. */
    public static Control subscribe(byte[] prefix) {
        return new Control(Kind.SUBSCRIBE, prefix);
    }

    /** Joins a group. */
    public static Control join(byte[] group) {
        return new Control(Kind.JOIN, group);
    }

    /** Leaves a group. */
    public static Control leave(byte[] group) {
        return new Control(Kind.LEAVE, group);
    }

    /** Ends a subscription. */
    public static Control cancel(byte[] prefix) {
        return new Control(Kind.CANCEL, prefix);
    }
}
