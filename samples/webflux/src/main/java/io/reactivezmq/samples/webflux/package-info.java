/**
 * ZeroMQ behind HTTP: a feed as server-sent events, questions over one pipelined REQ, jobs into a PUSH. Start at
 * {@link io.reactivezmq.samples.webflux.ZmqConfiguration}, which creates the context and the shared sockets. Each
 * controller shows one socket type.
 */
@NullMarked
package io.reactivezmq.samples.webflux;

import org.jspecify.annotations.NullMarked;
