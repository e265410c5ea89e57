/** Sending: shares the room of a pattern between publishers, single sends and {@code trySend}. */
@NullMarked
package io.reactivezmq.internal.send;

import org.jspecify.annotations.NullMarked;
