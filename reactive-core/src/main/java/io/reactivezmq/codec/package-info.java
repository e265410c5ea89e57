/** Codecs between messages and text, bytes and JSON. */
@NullMarked
package io.reactivezmq.codec;

import org.jspecify.annotations.NullMarked;
