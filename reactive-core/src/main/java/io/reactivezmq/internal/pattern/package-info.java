/** Not API. What each socket type does, without I/O and without Reactor. */
@NullMarked
package io.reactivezmq.internal.pattern;

import org.jspecify.annotations.NullMarked;
