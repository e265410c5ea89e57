/** Not API. Socket types that send each message to the subscribers of its topic, and those that subscribe. */
@NullMarked
package io.reactivezmq.internal.pattern.pubsub;

import org.jspecify.annotations.NullMarked;
