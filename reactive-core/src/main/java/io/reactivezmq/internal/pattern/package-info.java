/** Not API. What every pattern is: how a socket type uses its pipes, without I/O and without Reactor. */
@NullMarked
package io.reactivezmq.internal.pattern;

import org.jspecify.annotations.NullMarked;
