/** Not API. What stands on the wire: the greeting, frames, commands and metadata, from bytes and to bytes. */
@NullMarked
package io.reactivezmq.zmtp.codec;

import org.jspecify.annotations.NullMarked;
