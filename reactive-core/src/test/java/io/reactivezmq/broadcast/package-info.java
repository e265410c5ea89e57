/** One source for many readers. */
@NullMarked
package io.reactivezmq.broadcast;

import org.jspecify.annotations.NullMarked;
