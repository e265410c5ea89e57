/**
 * ZeroMQ behind HTTP: a feed as server-sent events, questions over one pipelined REQ, jobs into a PUSH. The shared
 * sockets are those of {@code application.yml}. Each controller shows one socket type.
 */
@NullMarked
package io.reactivezmq.samples.webflux;

import org.jspecify.annotations.NullMarked;
