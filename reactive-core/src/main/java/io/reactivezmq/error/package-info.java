/** Everything that can go wrong, as unchecked exceptions that name the endpoint, the peer or the option. */
@NullMarked
package io.reactivezmq.error;

import org.jspecify.annotations.NullMarked;
