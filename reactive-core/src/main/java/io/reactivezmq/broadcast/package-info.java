/** One source of messages or values for many readers, each with a policy of its own for when it is slow. */
@NullMarked
package io.reactivezmq.broadcast;

import org.jspecify.annotations.NullMarked;
