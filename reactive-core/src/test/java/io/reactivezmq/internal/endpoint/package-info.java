/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.endpoint;

import org.jspecify.annotations.NullMarked;
