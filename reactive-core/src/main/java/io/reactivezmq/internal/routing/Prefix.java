package io.reactivezmq.internal.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a key of a hash map. Keys that can be compared keep a map fast whose keys a peer has chosen to collide: it makes
 * a tree of them.
 */
record Prefix(byte[] bytes) implements Comparable<Prefix> {

    @Override
    public int compareTo(Prefix other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prefix that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
