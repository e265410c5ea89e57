/** What the parts of a socket share: its life, pipes, events, logs and counters. */
@NullMarked
package io.reactivezmq.internal.socket;

import org.jspecify.annotations.NullMarked;
