/**
 * Not API. Socket types whose peers are interchangeable: they send to the peers in turn and receive from them fairly.
 */
@NullMarked
package io.reactivezmq.internal.pattern.balanced;

import org.jspecify.annotations.NullMarked;
