package io.reactivezmq.internal.routing;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The peers of a socket by routing id. Changed on the loop only. */
public final class RoutingTable {

    /** Changed on the loop, read on any thread. */
    private final Map<RoutingId, Pipe> byId = new ConcurrentHashMap<>();

    private final AtomicInteger counter =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    /** The ids that belong to a pipe. */
    private static final class Ids {

        private @Nullable RoutingId assigned;

        /** The id of the peer; null when the peer is not in the table. */
        private @Nullable RoutingId current;
    }

    private static Ids ids(Pipe pipe) {
        Ids ids = pipe.attachment(Ids.class);
        if (ids == null) {
            ids = new Ids();
            pipe.attach(ids);
        }
        return ids;
    }

    /** Sets the id of the peer of this pipe, whatever the peer announces. The peer is not added. */
    public void assign(Pipe pipe, RoutingId id) {
        ids(pipe).assigned = id;
    }

    /** Returns the id that was assigned to the peer of this pipe; null for the peer's own. */
    public @Nullable RoutingId assigned(Pipe pipe) {
        return ids(pipe).assigned;
    }

    /** Returns a new id: a zero byte, which no peer should announce, and a number of four bytes. */
    public byte[] generateId() {
        byte[] id;
        do {
            id = ByteBuffer.allocate(5)
                    .put((byte) 0)
                    .putInt(counter.getAndIncrement())
                    .array();
        } while (byId.containsKey(RoutingId.of(id)));
        return id;
    }

    /** Returns a new id of four bytes: a number other than zero. May be called on any thread. */
    public byte[] generateNumber() {
        byte[] id;
        int number;
        do {
            number = counter.getAndIncrement();
            id = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        } while (number == 0 || byId.containsKey(RoutingId.of(id)));
        return id;
    }

    /** Adds a peer with this id. */
    public void put(RoutingId id, Pipe pipe) {
        byId.put(id, pipe);
        ids(pipe).current = id;
    }

    /** Removes a peer, if it is known. Its id remains if another peer has taken it over. */
    public void remove(Pipe pipe) {
        if (knows(pipe)) {
            release(pipe);
            ids(pipe).current = null;
        }
    }

    /**
     * Stops sending by its id to a peer, which must be known, so that another peer may take the id. Returns whether the
     * peer had it.
     */
    public boolean release(Pipe pipe) {
        return byId.remove(idOf(pipe), pipe);
    }

    /** Returns whether the peer has an id. */
    public boolean knows(Pipe pipe) {
        return ids(pipe).current != null;
    }

    /** Returns whether these bytes can be an id: 1 to 255 bytes. */
    public static boolean isId(byte[] bytes) {
        return bytes.length > 0 && bytes.length <= 255;
    }

    /** Returns a text for the id in front of this message, for error messages. */
    public static String name(ZmqMessage message) {
        int size = message.size(0);
        if (size == 0) {
            return "(empty)";
        }
        return isId(message.unwrap(0)) ? RoutingId.of(message).toString() : size + " bytes";
    }

    /** Returns the peer with this id, or null. May be called on any thread. */
    public @Nullable Pipe find(RoutingId id) {
        return byId.get(id);
    }

    /** Returns the id of a peer, which must be known. */
    public RoutingId idOf(Pipe pipe) {
        return Objects.requireNonNull(ids(pipe).current);
    }
}
