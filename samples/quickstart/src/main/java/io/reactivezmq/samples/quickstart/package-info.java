/**
 * The first thing to run: a market-data feed, a work pipeline and pipelined requests, each over real TCP, each with the
 * numbers that show what demand does. Start at {@link io.reactivezmq.samples.quickstart.Quickstart}.
 */
@NullMarked
package io.reactivezmq.samples.quickstart;

import org.jspecify.annotations.NullMarked;
