package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each message that goes to one receiver: no message is delivered twice, out of order, or after a
 * refusal.
 */
final class Ledger {

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
    private long delivered;
    private long lost;

    Ledger(World world, boolean ordered) {
        this.world = world;
        this.ordered = ordered;
    }

    void offered(String message) {
        entries.put(message, new Entry());
    }

    void fate(String message, Fate fate) {
        Entry entry = entries.get(message);
        if (entry == null) {
            world.fail("unknown: " + message);
            return;
        }
        entry.fate = fate;
        if (fate == Fate.REFUSED && entry.delivered) {
            world.fail("refused, and was delivered before: " + message);
        }
    }

    void lost(String message) {
        Entry entry = entries.get(message);
        if (entry != null) {
            entry.lost = true;
            lost++;
        }
    }

    /** Records a delivery by a receiving socket. */
    void delivered(ZmqMessage message, Object socket) {
        String text = Texts.of(message);
        world.tell(socket + " receives " + text);
        Entry entry = entries.get(text);
        if (entry == null) {
            world.fail("was never sent: " + text);
            return;
        }
        if (entry.delivered) {
            world.fail("is delivered twice: " + text);
        }
        if (entry.fate == Fate.REFUSED) {
            world.fail("is delivered though it was refused: " + text);
        }
        if (entry.lost) {
            world.fail("is delivered though the network lost it, so it was sent twice: " + text);
        }
        entry.delivered = true;
        delivered++;
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
            world.fail(text + " is delivered after " + before + " of the same program and connection");
        }
    }

    private long count(Fate fate) {
        return entries.values().stream().filter(entry -> entry.fate == fate).count();
    }

    /** Checks at the end that each accepted message was delivered, lost by the network, or dropped and counted. */
    void balance(long dropped) {
        long accepted = count(Fate.ACCEPTED);
        long uncertain = count(Fate.WITHDRAWN);
        long found = delivered + lost + dropped;
        world.tell("accepted " + accepted + ", withdrawn " + uncertain + "; delivered " + delivered + ", lost " + lost
                + ", dropped " + dropped);
        if (found < accepted || found > accepted + uncertain) {
            world.fail("accepted " + accepted + " and withdrawn " + uncertain + ", but delivered " + delivered
                    + " + lost " + lost + " + dropped " + dropped + " = " + found + "; without a trace: " + missing());
        }
        if (count(Fate.OFFERED) > 0) {
            world.fail("senders without an answer: " + count(Fate.OFFERED));
        }
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

    long delivered() {
        return delivered;
    }
}
