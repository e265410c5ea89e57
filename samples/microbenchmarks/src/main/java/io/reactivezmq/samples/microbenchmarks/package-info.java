/**
 * What one message costs in each of the parts it goes through, without any input or output: {@code bin/jmh} runs them.
 * The benchmarks that count are those between processes, in {@code samples/benchmarks}.
 */
@NullMarked
package io.reactivezmq.samples.microbenchmarks;

import org.jspecify.annotations.NullMarked;
