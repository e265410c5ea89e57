/**
 * The classic ZeroMQ patterns as small programs, one for each side, to run and to copy from. Read the {@code run}
 * methods. {@link io.reactivezmq.samples.guide.Guide} starts any program by its name.
 */
@NullMarked
package io.reactivezmq.samples.guide;

import org.jspecify.annotations.NullMarked;
