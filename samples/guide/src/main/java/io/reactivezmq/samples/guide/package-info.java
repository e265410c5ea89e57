/**
 * The classic ZeroMQ patterns, one small program for each half, to be run and to be copied from. {@code run} is the
 * part to read; {@link io.reactivezmq.samples.guide.Guide} starts any of them by its name.
 */
@NullMarked
package io.reactivezmq.samples.guide;

import org.jspecify.annotations.NullMarked;
