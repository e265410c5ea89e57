/**
 * Not API. The bounded queues between one peer and one socket. High-water marks and credit are implemented here and
 * nowhere else.
 */
@NullMarked
package io.reactivezmq.internal.pipe;

import org.jspecify.annotations.NullMarked;
