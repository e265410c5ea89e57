/**
 * Events and counters of a socket, its endpoints and its peers. The events are the counterpart of
 * {@code zmq_socket_monitor}.
 */
@NullMarked
package io.reactivezmq.event;

import org.jspecify.annotations.NullMarked;
