/**
 * The interfaces between sockets and transports. A {@link io.reactivezmq.spi.Transport} listens and connects. Each
 * connection with a finished handshake is a {@link io.reactivezmq.spi.Link}, which exchanges messages with its socket
 * through one {@link io.reactivezmq.spi.LinkPipe}. All of this happens on the socket's
 * {@link io.reactivezmq.loop.Loop}.
 *
 * <p>{@link io.reactivezmq.spi.HeaderRequester} and {@link io.reactivezmq.spi.HeaderResponder} are what REQ and REP
 * sockets offer to code that adds tracing.
 */
@NullMarked
package io.reactivezmq.spi;

import org.jspecify.annotations.NullMarked;
