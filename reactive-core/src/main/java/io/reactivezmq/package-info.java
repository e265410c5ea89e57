/**
 * ZeroMQ sockets with Reactive Streams demand from end to end. {@link io.reactivezmq.ZmqContext} is the entry point: it
 * creates the sockets, one interface per socket type. Operations that wait or can fail later return a {@code Mono} or
 * {@code Flux}. Other methods return or throw at once.
 */
@NullMarked
package io.reactivezmq;

import org.jspecify.annotations.NullMarked;
