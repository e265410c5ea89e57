/**
 * The first program to run: market data, a work pipeline and pipelined requests, each over TCP. Each scene prints the
 * numbers that show the effect of demand. Start at {@link io.reactivezmq.samples.quickstart.Quickstart}.
 */
@NullMarked
package io.reactivezmq.samples.quickstart;

import org.jspecify.annotations.NullMarked;
