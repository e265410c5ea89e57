/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.subscription;

import org.jspecify.annotations.NullMarked;
