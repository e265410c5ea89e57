/**
 * What can be set on a context or a socket. The {@code *Options} are what a user sets, one per socket type and only
 * what applies to it; the {@code *Settings} are the immutable outcome by topic, for those who read them.
 */
@NullMarked
package io.reactivezmq.options;

import org.jspecify.annotations.NullMarked;
