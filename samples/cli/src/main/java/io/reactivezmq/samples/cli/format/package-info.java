/** How messages are read and written as lines or bytes. */
@NullMarked
package io.reactivezmq.samples.cli.format;

import org.jspecify.annotations.NullMarked;
