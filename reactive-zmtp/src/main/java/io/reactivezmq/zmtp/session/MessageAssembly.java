package io.reactivezmq.zmtp.session;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.ReceivedMessages;
import java.util.Arrays;

/** The frames of an incomplete message. */
final class MessageAssembly {

    private static final int KEPT_CAPACITY = 16;

    private byte[][] frames = new byte[2][];
    private int count;
    private long bytes;

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns the number of frames. */
    int count() {
        return count;
    }

    /** Returns the number of bytes in these frames. */
    long bytes() {
        return bytes;
    }

    void add(byte[] frame) {
        if (count == frames.length) {
            frames = Arrays.copyOf(frames, count * 2);
        }
        frames[count++] = frame;
        bytes += frame.length;
    }

    /** Returns the complete message with {@code last} as its last frame, and prepares for the next message. */
    ZmqMessage finish(byte[] last, PeerInfo peer) {
        byte[][] rest = Arrays.copyOfRange(frames, 1, count + 1);
        rest[count - 1] = last;
        ZmqMessage whole = ReceivedMessages.of(frames[0], rest, peer);
        clear();
        return whole;
    }

    /** Drops all frames. */
    void clear() {
        if (frames.length > KEPT_CAPACITY) {
            frames = new byte[2][];
        } else {
            Arrays.fill(frames, 0, count, null);
        }
        count = 0;
        bytes = 0;
    }
}
