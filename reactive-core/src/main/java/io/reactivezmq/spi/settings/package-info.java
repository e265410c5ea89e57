/**
 * The immutable result of a socket's options, grouped by topic, which sockets and transports read. Transports get the
 * {@link io.reactivezmq.spi.settings.LinkSettings}. Only the classes in {@link io.reactivezmq.options} create settings:
 * an option has its name and its checks there.
 */
@NullMarked
package io.reactivezmq.spi.settings;

import org.jspecify.annotations.NullMarked;
