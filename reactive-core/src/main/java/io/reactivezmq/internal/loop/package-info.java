/** Not API. Plain threads as loops, for a class path without a network transport. */
@NullMarked
package io.reactivezmq.internal.loop;

import org.jspecify.annotations.NullMarked;
