/**
 * Not API. The {@code inproc} transport between sockets of one context, which passes messages on without serializing or
 * copying them.
 */
@NullMarked
package io.reactivezmq.internal.inproc;

import org.jspecify.annotations.NullMarked;
