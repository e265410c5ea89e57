/** Meters of sockets, with steps that the test takes. */
@NullMarked
package io.reactivezmq.micrometer;

import org.jspecify.annotations.NullMarked;
