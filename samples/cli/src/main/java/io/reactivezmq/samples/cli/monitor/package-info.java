/** The live table of {@code zmqcat monitor}. */
@NullMarked
package io.reactivezmq.samples.cli.monitor;

import org.jspecify.annotations.NullMarked;
