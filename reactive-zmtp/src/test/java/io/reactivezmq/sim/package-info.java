/** A simulated network of bytes for the worlds of reactive-core's tests. */
@NullMarked
package io.reactivezmq.sim;

import org.jspecify.annotations.NullMarked;
