package io.reactivezmq.internal.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Octets as a key. */
record Prefix(byte[] octets) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prefix that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }
}
