/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.pipe;

import org.jspecify.annotations.NullMarked;
