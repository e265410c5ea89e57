/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.receive;

import org.jspecify.annotations.NullMarked;
