/** The event loops, and thus the threads, on which sockets and their connections run. */
@NullMarked
package io.reactivezmq.loop;

import org.jspecify.annotations.NullMarked;
