/**
 * Options of contexts and sockets. The {@code *Options} classes are the setters that an application calls; there is one
 * per socket type, with the options that apply to it. Sockets and transports read the result, which are the
 * {@link io.reactivezmq.spi.settings}.
 */
@NullMarked
package io.reactivezmq.options;

import org.jspecify.annotations.NullMarked;
