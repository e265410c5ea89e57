/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.socket;

import org.jspecify.annotations.NullMarked;
