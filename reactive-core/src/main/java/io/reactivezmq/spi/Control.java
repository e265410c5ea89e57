package io.reactivezmq.spi;

/**
 * A subscription or group command that peers exchange beside messages.
 *
 * @param kind what the command does
 * @param topic the prefix or the name of the group; a prefix may be empty
 */
public record Control(Kind kind, byte[] topic) {

    /** What a command does. */
    public enum Kind {
        /** Asks for messages whose first frame starts with the prefix. */
        SUBSCRIBE,
        /** Takes a subscription to the prefix back. */
        CANCEL,
        /** Asks for messages of the group. */
        JOIN,
        /** Ends the membership in the group. */
        LEAVE;

        /** Returns whether the topic is the name of a group. */
        public boolean isAboutGroups() {
            return this == JOIN || this == LEAVE;
        }
    }

    /** Creates a command that subscribes to a prefix. */
    public static Control subscribe(byte[] prefix) {
        return new Control(Kind.SUBSCRIBE, prefix);
    }

    /** Creates a command that joins a group. */
    public static Control join(byte[] group) {
        return new Control(Kind.JOIN, group);
    }

    /** Creates a command that leaves a group. */
    public static Control leave(byte[] group) {
        return new Control(Kind.LEAVE, group);
    }

    /** Creates a command that ends a subscription. */
    public static Control cancel(byte[] prefix) {
        return new Control(Kind.CANCEL, prefix);
    }
}
