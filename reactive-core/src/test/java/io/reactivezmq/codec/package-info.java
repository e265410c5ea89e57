/** Codecs, alone and with sockets. */
@NullMarked
package io.reactivezmq.codec;

import org.jspecify.annotations.NullMarked;
