/**
 * ZeroMQ, reactive all the way down. Start at {@link io.reactivezmq.ZmqContext}: it makes the sockets, one interface
 * per socket type. What can wait or fail later is a {@code Mono} or {@code Flux}; what cannot is a plain method that
 * throws at once.
 */
@NullMarked
package io.reactivezmq;

import org.jspecify.annotations.NullMarked;
