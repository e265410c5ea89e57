/**
 * Options of contexts, of sockets and of {@code RepSocket.serve}. An {@code *Options} class has the setters that an
 * application calls. Each socket type has one, with the options that apply to it. Its result, which sockets and
 * transports read, consists of the records in {@link io.reactivezmq.spi.settings}.
 */
@NullMarked
package io.reactivezmq.options;

import org.jspecify.annotations.NullMarked;
