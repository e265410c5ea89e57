/**
 * Tests of the state that threads share, with jcstress; {@code bin/jcstress} runs them. Whatever two threads do at
 * once, no message is lost, duplicated or reordered, and no thread misses its wake-up.
 */
@NullMarked
package io.reactivezmq.samples.concurrency;

import org.jspecify.annotations.NullMarked;
