/**
 * Not API. How peers get to trust each other: the handshake between greeting and traffic, and what it does to frames.
 */
@NullMarked
package io.reactivezmq.zmtp.mechanism;

import org.jspecify.annotations.NullMarked;
