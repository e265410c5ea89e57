/**
 * A stage for tests: a transport whose peers are moved by hand, a loop that is run by hand, a publisher and a
 * subscriber that do and keep exactly what they are told.
 */
@NullMarked
package io.reactivezmq.testing;

import org.jspecify.annotations.NullMarked;
