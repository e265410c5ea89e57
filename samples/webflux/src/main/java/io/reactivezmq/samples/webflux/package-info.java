/**
 * ZeroMQ behind HTTP: a feed as server-sent events, questions over one pipelined REQ, jobs into a PUSH. Start at
 * {@link io.reactivezmq.samples.webflux.ZmqConfiguration}, which makes the sockets; each controller shows one of them.
 */
@NullMarked
package io.reactivezmq.samples.webflux;

import org.jspecify.annotations.NullMarked;
