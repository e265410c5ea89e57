/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.loop;

import org.jspecify.annotations.NullMarked;
