package io.reactivezmq.internal.routing;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Peers by routing id. */
public final class RoutingTable {

    /** Changed on the loop, read anywhere. */
    private final Map<RoutingId, Pipe> byId = new ConcurrentHashMap<>();

    private final Map<Pipe, byte[]> ids = new IdentityHashMap<>();
    private final AtomicInteger counter =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    /** A new id: a zero byte, which no peer should announce, and a number. */
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

    /** A new id of four bytes, a number that is not zero. Any thread may ask. */
    public byte[] generateNumber() {
        byte[] id;
        int number;
        do {
            number = counter.getAndIncrement();
            id = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        } while (number == 0 || byId.containsKey(RoutingId.of(id)));
        return id;
    }

    /** The peer is known by this id. */
    public void put(RoutingId id, Pipe pipe) {
        byId.put(id, pipe);
        ids.put(pipe, id.bytes());
    }

    /** The peer is no longer known, unless another has taken its id over; false when it was not known. */
    public boolean remove(RoutingId id, Pipe pipe) {
        byId.remove(id, pipe);
        return ids.remove(pipe) != null;
    }

    /** The peer is sent to no more by this id, which another may take; false when it has it no longer. */
    public boolean release(RoutingId id, Pipe pipe) {
        return byId.remove(id, pipe);
    }

    /** Whether the peer has an id. */
    public boolean knows(Pipe pipe) {
        return ids.containsKey(pipe);
    }

    /** Whether these bytes can be an id at all. */
    public static boolean isId(byte[] bytes) {
        return bytes.length > 0 && bytes.length <= 255;
    }

    /** The id in front of this message, for texts. */
    public static String name(ZmqMessage message) {
        int size = message.size(0);
        if (size == 0) {
            return "(empty)";
        }
        return isId(message.unwrap(0)) ? RoutingId.of(message).toString() : size + " bytes";
    }

    /** The peer of this id, or null. Any thread may ask. */
    public @Nullable Pipe find(RoutingId id) {
        return byId.get(id);
    }

    /** The bytes of a known peer's id. */
    public byte[] idOf(Pipe pipe) {
        return Objects.requireNonNull(ids.get(pipe));
    }
}
