package io.reactivezmq.samples.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of the program.
 *
 * @param in messages
 * @param out messages and results only
 * @param err errors, events and progress
 * @param outIsTerminal whether {@code out} is a terminal, which replaces lines and shows colors
 * @param errIsTerminal whether {@code err} is a terminal
 */
record Streams(InputStream in, PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {}
