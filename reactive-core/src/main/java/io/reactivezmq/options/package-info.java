/**
 * Options of contexts and sockets. The {@code *Options} classes are the setters that an application calls; there is one
 * per socket type, with the options that apply to it. The {@code *Settings} records are the resulting immutable values,
 * grouped by topic, which sockets and transports read.
 */
@NullMarked
package io.reactivezmq.options;

import org.jspecify.annotations.NullMarked;
