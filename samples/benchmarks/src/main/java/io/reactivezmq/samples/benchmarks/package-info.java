/**
 * Throughput and latency between two processes, with the command lines of libzmq's own tools, for this library, JeroMQ
 * and (in C, beside this) libzmq. {@code samples/benchmarks/run.sh} runs them all. Start at
 * {@link io.reactivezmq.samples.benchmarks.Bench}.
 */
@NullMarked
package io.reactivezmq.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
