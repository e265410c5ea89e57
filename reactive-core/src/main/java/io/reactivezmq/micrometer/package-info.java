/**
 * Meters and observations for Micrometer, an optional dependency: {@link io.reactivezmq.micrometer.ZmqMetrics} and
 * {@link io.reactivezmq.micrometer.ZmqObservations}.
 */
@NullMarked
package io.reactivezmq.micrometer;

import org.jspecify.annotations.NullMarked;
