package io.reactivezmq.samples.quickstart;

/**
 * Measurements of a meter over some time.
 *
 * @param perSecond messages per second
 * @param p50 median latency in nanoseconds
 * @param p99 99th percentile of the latency in nanoseconds
 */
record Reading(double perSecond, long p50, long p99) {}
