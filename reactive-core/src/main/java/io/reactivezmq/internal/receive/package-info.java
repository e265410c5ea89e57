/** Receiving: delivers messages to subscribers within their demand, on the loop or on a scheduler. */
@NullMarked
package io.reactivezmq.internal.receive;

import org.jspecify.annotations.NullMarked;
