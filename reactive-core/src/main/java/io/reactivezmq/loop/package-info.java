/** The threads that sockets and their connections live on. */
@NullMarked
package io.reactivezmq.loop;

import org.jspecify.annotations.NullMarked;
