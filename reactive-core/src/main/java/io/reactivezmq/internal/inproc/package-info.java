/**
 * Not API. Peers in the same context: messages are handed over as they are, without serialisation and without a copy.
 */
@NullMarked
package io.reactivezmq.internal.inproc;

import org.jspecify.annotations.NullMarked;
