/** Sockets with traffic and two problems, as the live page shows them. */
@NullMarked
package io.reactivezmq.samples.live;

import org.jspecify.annotations.NullMarked;
