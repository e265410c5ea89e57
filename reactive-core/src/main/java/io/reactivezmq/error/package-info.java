/**
 * Everything that can go wrong, as unchecked exceptions that name the endpoint, the peer or the option. Sockets and
 * transports make them; whoever writes a transport of the {@link io.reactivezmq.spi} uses the same.
 */
@NullMarked
package io.reactivezmq.error;

import org.jspecify.annotations.NullMarked;
