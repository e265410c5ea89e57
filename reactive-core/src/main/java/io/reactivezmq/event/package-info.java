/** What happens to a socket's endpoints and peers, as sealed records: the counterpart of {@code zmq_socket_monitor}. */
@NullMarked
package io.reactivezmq.event;

import org.jspecify.annotations.NullMarked;
