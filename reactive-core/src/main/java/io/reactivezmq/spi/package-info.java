/**
 * What a transport gives and gets. A {@link io.reactivezmq.spi.Transport} listens and dials; each connection whose
 * handshake is finished is a {@link io.reactivezmq.spi.Link} that meets its socket in one
 * {@link io.reactivezmq.spi.LinkPipe}. Everything happens on the socket's {@link io.reactivezmq.loop.Loop}.
 */
@NullMarked
package io.reactivezmq.spi;

import org.jspecify.annotations.NullMarked;
