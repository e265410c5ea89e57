/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.routing;

import org.jspecify.annotations.NullMarked;
