/**
 * Measures throughput and latency between two processes, for this library, JeroMQ and, with C programs, libzmq. The
 * programs have the command lines of libzmq's own tools. {@code samples/benchmarks/run.sh} runs them all. Start at
 * {@link io.reactivezmq.samples.benchmarks.Bench}.
 */
@NullMarked
package io.reactivezmq.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
