package io.reactivezmq.internal.pipe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as the key of a hash map. The keys are comparable, so the map stays fast even if a peer chooses keys with
 * colliding hash codes: {@link java.util.HashMap} keeps such keys in a tree.
 */
public record BytesKey(byte[] bytes) implements Comparable<BytesKey> {

    @Override
    public int compareTo(BytesKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BytesKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
