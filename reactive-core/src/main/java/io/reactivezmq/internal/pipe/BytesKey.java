package io.reactivezmq.internal.pipe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a key of a hash map. Keys that can be compared keep a map fast whose keys a peer has chosen to collide: it
 * makes a tree of them.
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
