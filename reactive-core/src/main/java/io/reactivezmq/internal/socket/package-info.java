/** Not API. The sockets as Reactor types: receiving, sending, endpoints and life cycle. */
@NullMarked
package io.reactivezmq.internal.socket;

import org.jspecify.annotations.NullMarked;
