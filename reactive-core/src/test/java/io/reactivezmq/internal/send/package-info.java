/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.send;

import org.jspecify.annotations.NullMarked;
