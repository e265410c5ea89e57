/**
 * Calls into application code through Reactive Streams: signals and wrappers from which no exception reaches the loop.
 */
@NullMarked
package io.reactivezmq.internal.signal;

import org.jspecify.annotations.NullMarked;
