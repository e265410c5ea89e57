package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.spi.settings.FrameSettings;
import io.reactivezmq.zmtp.codec.FrameHeader;

/** Checks what a peer may send, by frame headers alone, before memory is allocated. */
final class FrameRules {

    /** The longest array that every JVM supports. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 16L;

    private final long maxFrameSize;
    private final long maxMessageSize;
    private final int maxFrames;
    private final long maxCommandSize;
    private final boolean strict;
    private final int known;

    FrameRules(FrameSettings limits, boolean strict) {
        this(limits, strict, true);
    }

    /**
     * Creates the rules of one connection.
     *
     * @param strict whether undefined flags, and MORE in a command, are errors; otherwise they are ignored
     * @param commands whether the protocol version has commands
     */
    FrameRules(FrameSettings limits, boolean strict, boolean commands) {
        this.known = commands ? FrameHeader.KNOWN : FrameHeader.KNOWN & ~FrameHeader.COMMAND;
        this.maxFrameSize = Math.min(limits.maxFrameSize(), MAX_ARRAY);
        this.maxMessageSize = limits.maxMessageSize();
        this.maxFrames = limits.maxFrames();
        this.maxCommandSize = limits.maxCommandSize();
        this.strict = strict;
    }

    /** Returns the size of the largest frame that may be a message of its own, in bytes. */
    long maxSingleFrame() {
        return Math.min(maxFrameSize, maxMessageSize);
    }

    /**
     * Returns the flags of a frame, reduced to those that ZMTP defines.
     *
     * @throws ProtocolException when the rules are strict and other flags are set, or a command has MORE
     */
    int flags(int value) {
        int flags = value & known;
        boolean commandWithMore = (flags & FrameHeader.COMMAND) != 0 && (flags & FrameHeader.MORE) != 0;
        if (strict && ((value & 0xff) != flags || commandWithMore)) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_FRAME,
                    "a frame with flags 0x" + Integer.toHexString(value & 0xff)
                            + (commandWithMore ? ": a command has no MORE" : ": reserved bits are set"));
        }
        return commandWithMore ? flags & ~FrameHeader.MORE : flags;
    }

    /** Checks the size of a command. */
    void command(long size) {
        representable(size);
        if (size > maxCommandSize) {
            throw exceeded("a command of " + size + " bytes, more than maxCommandSize " + maxCommandSize);
        }
    }

    /**
     * Checks the size of a data frame.
     *
     * @param frames the number of frames of its message received before
     * @param bytes the number of bytes in these frames
     */
    void data(long size, int frames, long bytes) {
        frame(size, maxFrameSize);
        if (size > maxMessageSize - bytes) {
            throw exceeded("a message of at least " + bytes + " + " + size + " bytes, more than maxMessageSize "
                    + maxMessageSize);
        }
        if (frames >= maxFrames) {
            throw exceeded("a message of more frames than maxFrames " + maxFrames);
        }
    }

    /** Checks the size of a sealed frame. Whether it is a command or data is known only after it has been opened. */
    void sealed(long size, int overhead) {
        frame(size, Math.min(Math.max(maxFrameSize, maxCommandSize) + overhead, MAX_ARRAY));
    }

    private static void frame(long size, long limit) {
        representable(size);
        if (size > limit) {
            throw exceeded("a frame of " + size + " bytes, more than maxFrameSize " + limit);
        }
    }

    private static void representable(long size) {
        if (size < 0) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_FRAME,
                    "a frame of " + Long.toUnsignedString(size) + " bytes: the top bit of the size must be clear");
        }
    }

    private static ProtocolException exceeded(String what) {
        return new ProtocolException(ProtocolError.LIMIT_EXCEEDED, what);
    }
}
