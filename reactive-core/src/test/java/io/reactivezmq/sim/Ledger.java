package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each message that goes to one receiver. Messages have names, the last frame: the name of the program
 * that sends them, a colon and a number.
 */
final class Ledger implements MessageFates {

    /** What its sender knows about a message. */
    enum Fate {
        /** The sender has no answer yet. */
        OFFERED,
        ACCEPTED,
        /** The socket has not taken it and never will. */
        REFUSED,
        /** The sender has given up before the answer, so that either may be true. */
        WITHDRAWN
    }

    private static final class Entry {

        private Fate fate = Fate.OFFERED;
        private boolean delivered;
        private boolean lost;
    }

    private record Stream(String program, Object connection, Object receiver) {}

    private final World world;
    private final boolean ordered;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Stream, Integer> last = new HashMap<>();
    private final Map<Object, Long> bySocket = new HashMap<>();

    Ledger(World world, boolean ordered) {
        this.world = world;
        this.ordered = ordered;
    }

    @Override
    public void offered(String message) {
        if (entries.put(message, new Entry()) != null) {
            throw new IllegalStateException("There are two messages " + message);
        }
    }

    @Override
    public void fate(String message, Fate fate) {
        Entry entry = entries.get(message);
        if (entry == null) {
            world.fail(Promise.BALANCE, "unknown: " + message);
            return;
        }
        entry.fate = fate;
        world.trace(message + " is " + fate);
        if (fate == Fate.REFUSED && (entry.delivered || entry.lost)) {
            world.fail(Promise.REFUSAL, message + " is refused, and was sent before");
        }
    }

    /** Records that the network has lost a message. */
    void lost(String message) {
        Entry entry = entries.get(message);
        if (entry == null) {
            world.fail(Promise.BALANCE, "the network loses an unknown message: " + message);
        } else if (entry.lost || entry.delivered) {
            world.fail(Promise.ONCE, "the network loses a message that was sent before: " + message);
        } else if (entry.fate == Fate.REFUSED) {
            world.fail(Promise.REFUSAL, "the network loses a refused message: " + message);
        } else {
            entry.lost = true;
        }
    }

    /** Records a delivery by a receiving socket. */
    void delivered(ZmqMessage message, Object socket) {
        String text = message.text();
        world.trace(socket + " receives " + text);
        Entry entry = entries.get(text);
        if (entry == null) {
            world.fail(Promise.BALANCE, "was never sent: " + text);
            return;
        }
        if (entry.delivered) {
            world.fail(Promise.ONCE, "is delivered twice: " + text);
        }
        if (entry.fate == Fate.REFUSED) {
            world.fail(Promise.REFUSAL, "is delivered though it was refused: " + text);
        }
        if (entry.lost) {
            world.fail(Promise.ONCE, "is delivered though the network lost it, so it was sent twice: " + text);
        }
        entry.delivered = true;
        bySocket.merge(socket, 1L, Long::sum);
        if (ordered) {
            checkOrder(text, message.peer(), socket);
        }
    }

    private void checkOrder(String text, @Nullable PeerInfo connection, Object receiver) {
        int colon = text.indexOf(':');
        Stream stream = new Stream(text.substring(0, colon), connection == null ? "none" : connection, receiver);
        int number = Integer.parseInt(text.substring(colon + 1));
        Integer before = last.put(stream, number);
        if (before != null && before > number) {
            world.fail(Promise.ORDER, text + " is delivered after " + before + " of the same program and connection");
        }
    }

    /** Checks that each accepted message was delivered, without loss and without drops. */
    void checkThatNothingIsLost() {
        entries.forEach((name, entry) -> {
            if (entry.lost || entry.fate == Fate.ACCEPTED && !entry.delivered) {
                world.fail(Promise.NO_LOSS, name + " is lost in a world without faults");
            }
        });
    }

    /**
     * Checks at the end that each accepted message was delivered, lost by the network, or dropped and counted.
     *
     * @param dropped the sum of all counters of drops
     */
    void balance(long dropped) {
        long accepted = open(Fate.ACCEPTED);
        long withdrawn = open(Fate.WITHDRAWN);
        world.trace("not delivered and not lost: accepted " + accepted + ", withdrawn " + withdrawn + "; dropped "
                + dropped);
        if (dropped < accepted || dropped > accepted + withdrawn) {
            world.fail(
                    Promise.BALANCE,
                    "of the messages that were neither delivered nor lost, " + accepted + " were accepted and "
                            + withdrawn + " withdrawn, but " + dropped + " are counted as dropped; missing: "
                            + missing());
        }
        if (open(Fate.OFFERED) > 0) {
            world.fail(Promise.PROGRESS, "senders without an answer: " + open(Fate.OFFERED));
        }
    }

    private long open(Fate fate) {
        return entries.values().stream()
                .filter(entry -> entry.fate == fate && !entry.delivered && !entry.lost)
                .count();
    }

    private String missing() {
        StringBuilder names = new StringBuilder();
        entries.forEach((name, entry) -> {
            if (entry.fate == Fate.ACCEPTED && !entry.delivered && !entry.lost && names.length() < 300) {
                names.append(name).append(' ');
            }
        });
        return names.toString();
    }

    /** Returns how many messages this socket has delivered. */
    long delivered(Object socket) {
        return bySocket.getOrDefault(socket, 0L);
    }
}
