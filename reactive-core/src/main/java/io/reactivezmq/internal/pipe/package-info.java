/**
 * Not API. The bounded lane between one peer and one socket: high-water marks and credit live here and nowhere else.
 */
@NullMarked
package io.reactivezmq.internal.pipe;

import org.jspecify.annotations.NullMarked;
