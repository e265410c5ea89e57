/** Not API. Encodes and decodes the elements of the wire format: greeting, frames, commands and metadata. */
@NullMarked
package io.reactivezmq.zmtp.codec;

import org.jspecify.annotations.NullMarked;
