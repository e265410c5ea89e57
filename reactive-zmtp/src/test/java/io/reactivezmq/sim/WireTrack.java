package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The messages that one end of a connection sends: in which order they have left the pipe, how many of them the
 * operating system has taken, and how many have arrived. What was taken and has not arrived when both ends are over is
 * lost.
 */
final class WireTrack {

    private final WireNetwork network;
    private final String name;
    private final WireStream stream;
    private final boolean observed;

    /** Messages that have left the pipe and not arrived, the oldest first. */
    private final ArrayDeque<Item> open = new ArrayDeque<>();

    /**
     * How many counted messages among the open ones count as sent. Negative while some have arrived from a write that
     * the operating system has taken in part.
     */
    private int written;

    /** How many messages the sender counts as sent, including greetings. */
    private long counted;

    private boolean writerAttached;
    private boolean writerOver;
    private boolean readerAttached;
    private boolean readerOver;

    private record Item(ZmqMessage message, boolean counted) {}

    /**
     * Creates a track without messages.
     *
     * @param observed whether the messages of the stream are counted
     */
    WireTrack(WireNetwork network, String name, WireStream stream, boolean observed) {
        this.observed = observed;
        this.network = network;
        this.name = name;
        this.stream = stream;
    }

    // The writing end.

    void writerAttached() {
        writerAttached = true;
        writerOver = false;
    }

    void polled(ZmqMessage message, boolean counts) {
        open.add(new Item(message, counts));
        counted += counts ? 0 : 1;
    }

    void unsendable() {
        open.removeLast();
    }

    void written(int messages) {
        written += messages;
        counted += messages;
    }

    void writerClosed() {
        if (writerAttached && observed && counted != stream.messages()) {
            network.world.fail(
                    Promise.ONCE,
                    name + ": the system has taken " + stream.messages() + " whole messages, and " + counted
                            + " count as sent");
        }
        if (written < 0) {
            network.world.fail(Promise.ONCE, name + ": " + -written + " messages have arrived and return to the queue");
        }
        writerOver = true;
        settle();
    }

    void channelClosed() {
        if (!writerAttached) {
            writerClosed();
        }
    }

    // The reading end.

    void readerAttached() {
        readerAttached = true;
        readerOver = false;
    }

    void received(ZmqMessage message) {
        Item item = open.poll();
        if (item == null) {
            fail("a message arrives that was not sent: " + message);
        } else if (!same(item.message(), message)) {
            fail(message + " arrives instead of " + item.message());
        } else if (item.counted() && --written < 0 && writerOver) {
            network.world.fail(
                    Promise.ONCE, name + ": " + message.text() + " arrives, and has returned to its sender's queue");
        }
    }

    private void fail(String what) {
        network.world.fail(Promise.WIRE, name + ": " + what);
    }

    private static boolean same(ZmqMessage one, ZmqMessage other) {
        if (one.frameCount() != other.frameCount()) {
            return false;
        }
        for (int i = 0; i < one.frameCount(); i++) {
            if (!Arrays.equals(one.unwrap(i), other.unwrap(i))) {
                return false;
            }
        }
        return true;
    }

    /** The reader ends because it has read everything, or for another reason. */
    void readerEnded(boolean peerClosed) {
        if (peerClosed && stream.isReadToItsEnd() && written > 0) {
            fail(written + " messages have arrived, the peer has closed, and they are not received");
        }
        readerEnded();
    }

    private void readerEnded() {
        readerOver = true;
        settle();
    }

    void readerClosed() {
        if (!readerAttached) {
            readerEnded();
        }
    }

    /** Reports what is lost, once it is known. */
    private void settle() {
        if (!writerOver || !readerOver) {
            return;
        }
        while (written > 0) {
            Item item = open.remove();
            if (item.counted()) {
                written--;
                network.lost(item.message().text());
            }
        }
        open.clear();
    }
}
