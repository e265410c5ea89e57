/**
 * Meters of sockets for Micrometer, an optional dependency. {@link io.reactivezmq.micrometer.ZmqMetrics} binds them.
 */
@NullMarked
package io.reactivezmq.micrometer;

import org.jspecify.annotations.NullMarked;
