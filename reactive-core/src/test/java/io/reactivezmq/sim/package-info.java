/**
 * A simulated world: the real sockets on loops, threads and a network whose time, order and faults come from one seed.
 */
@NullMarked
package io.reactivezmq.sim;

import org.jspecify.annotations.NullMarked;
