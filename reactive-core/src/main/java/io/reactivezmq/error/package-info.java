/**
 * All failures of this library, as unchecked exceptions that name the endpoint, the peer or the option. Sockets and
 * transports create them, including transports of other vendors that implement {@link io.reactivezmq.spi}.
 */
@NullMarked
package io.reactivezmq.error;

import org.jspecify.annotations.NullMarked;
