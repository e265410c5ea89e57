/**
 * What a user may choose instead, in the same measurements: RSocket, gRPC, plain Reactor Netty, JeroMQ behind
 * {@code publishOn}, and the ZeroMQ adapters of Spring Integration. Each is used as its own documentation shows, over
 * TCP and without encryption.
 */
@NullMarked
package io.reactivezmq.samples.benchmarks.alternatives;

import org.jspecify.annotations.NullMarked;
