/** The implementation of each socket type. */
@NullMarked
package io.reactivezmq.internal.type;

import org.jspecify.annotations.NullMarked;
