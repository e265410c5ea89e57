/**
 * Measures the cost of one message in each part that it passes through, without I/O; {@code bin/jmh} runs the
 * benchmarks. The decisive benchmarks are those between processes, in {@code samples/benchmarks}.
 */
@NullMarked
package io.reactivezmq.samples.microbenchmarks;

import org.jspecify.annotations.NullMarked;
