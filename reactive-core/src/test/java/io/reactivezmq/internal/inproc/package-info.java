/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.inproc;

import org.jspecify.annotations.NullMarked;
