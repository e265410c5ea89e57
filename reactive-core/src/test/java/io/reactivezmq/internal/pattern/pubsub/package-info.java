/** Tests from inside. */
@NullMarked
package io.reactivezmq.internal.pattern.pubsub;

import org.jspecify.annotations.NullMarked;
