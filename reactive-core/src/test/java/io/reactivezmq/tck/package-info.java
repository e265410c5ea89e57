/** The rules of Reactive Streams, checked by their own test kit. */
@NullMarked
package io.reactivezmq.tck;

import org.jspecify.annotations.NullMarked;
