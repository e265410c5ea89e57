/** Not API. The reactive face of a socket: receiving, sending, its endpoints and its life. */
@NullMarked
package io.reactivezmq.internal.socket;

import org.jspecify.annotations.NullMarked;
