/**
 * Values of options, and of the methods that change an option of an open socket. They are apart from the options, so
 * that {@link io.reactivezmq.spi.settings} can use them too.
 */
@NullMarked
package io.reactivezmq.options.value;

import org.jspecify.annotations.NullMarked;
