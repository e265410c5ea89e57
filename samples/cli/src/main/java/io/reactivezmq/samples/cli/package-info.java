/**
 * {@code zmqcat}: sockets on the command line. {@link io.reactivezmq.samples.cli.Zmqcat} is the entry point, and each
 * subcommand is a class.
 */
@NullMarked
package io.reactivezmq.samples.cli;

import org.jspecify.annotations.NullMarked;
