/** Sockets seen from outside, with peers moved by hand. */
@NullMarked
package io.reactivezmq.socket;

import org.jspecify.annotations.NullMarked;
