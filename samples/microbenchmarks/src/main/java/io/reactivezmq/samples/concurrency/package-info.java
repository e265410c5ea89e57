/**
 * What threads share, under jcstress: {@code bin/jcstress} runs it. Whatever two threads do at once, no message is
 * lost, doubled or put before another, and nobody is left asleep.
 */
@NullMarked
package io.reactivezmq.samples.concurrency;

import org.jspecify.annotations.NullMarked;
