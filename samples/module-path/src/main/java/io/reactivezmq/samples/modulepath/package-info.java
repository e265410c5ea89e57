/**
 * A program on the module path: its module requires {@code io.reactivezmq} and nothing else. Start at
 * {@link io.reactivezmq.samples.modulepath.RoundTrips}.
 */
@NullMarked
package io.reactivezmq.samples.modulepath;

import org.jspecify.annotations.NullMarked;
