/** Not API. Loops on plain threads, for a class path without a network transport, and sliced work on a loop. */
@NullMarked
package io.reactivezmq.internal.loop;

import org.jspecify.annotations.NullMarked;
