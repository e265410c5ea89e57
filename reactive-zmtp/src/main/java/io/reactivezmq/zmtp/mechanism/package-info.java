/** Not API. Security mechanisms: the handshake between greeting and traffic, and the sealing of frames after it. */
@NullMarked
package io.reactivezmq.zmtp.mechanism;

import org.jspecify.annotations.NullMarked;
