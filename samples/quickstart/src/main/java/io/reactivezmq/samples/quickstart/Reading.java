package io.reactivezmq.samples.quickstart;

/**
 * What a meter has seen in some time.
 *
 * @param perSecond messages per second
 * @param p50 the median latency in nanoseconds
 * @param p99 the 99th percentile of the latency in nanoseconds
 */
record Reading(double perSecond, long p50, long p99) {}
