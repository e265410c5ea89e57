/** Endpoints: binding, connecting and reconnecting, and how connections end. */
@NullMarked
package io.reactivezmq.internal.endpoint;

import org.jspecify.annotations.NullMarked;
