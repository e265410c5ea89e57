package io.reactivezmq.internal.routing;

import io.reactivezmq.RoutingId;
import io.reactivezmq.internal.pipe.Pipe;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Peers by routing id. */
public final class RoutingTable {

    /** Changed on the loop, read anywhere. */
    private final Map<RoutingId, Pipe> byId = new ConcurrentHashMap<>();

    private final Map<Pipe, byte[]> ids = new IdentityHashMap<>();
    private int counter = ThreadLocalRandom.current().nextInt();

    /** A new id: a zero octet, which no peer should announce, and a number. */
    public byte[] generateId() {
        byte[] id;
        do {
            id = ByteBuffer.allocate(5).put((byte) 0).putInt(counter++).array();
        } while (byId.containsKey(RoutingId.of(id)));
        return id;
    }

    /** The peer is known by this id. */
    public void put(RoutingId id, Pipe pipe) {
        byId.put(id, pipe);
        ids.put(pipe, id.bytes());
    }

    /** The peer is no longer known, unless another has taken its id over. */
    public void remove(RoutingId id, Pipe pipe) {
        byId.remove(id, pipe);
        ids.remove(pipe);
    }

    /** The peer of this id, or null. Any thread may ask. */
    public @Nullable Pipe find(RoutingId id) {
        return byId.get(id);
    }

    /** The octets of a known peer's id. */
    public byte[] idOf(Pipe pipe) {
        return Objects.requireNonNull(ids.get(pipe));
    }
}
