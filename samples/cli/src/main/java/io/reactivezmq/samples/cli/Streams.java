package io.reactivezmq.samples.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What the program reads and writes.
 *
 * @param out messages and results only
 * @param err errors, events and progress
 * @param interactive whether a person sees {@code err}
 */
record Streams(InputStream in, PrintStream out, PrintStream err, boolean interactive) {}
