/** The context: its transports, loops and open sockets. */
@NullMarked
package io.reactivezmq.internal.context;

import org.jspecify.annotations.NullMarked;
