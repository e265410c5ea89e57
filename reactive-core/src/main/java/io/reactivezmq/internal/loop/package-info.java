/**
 * Not API. Loops on plain threads, for a class path without a network transport; sliced work on a loop; and the wake-up
 * of an idle loop.
 */
@NullMarked
package io.reactivezmq.internal.loop;

import org.jspecify.annotations.NullMarked;
