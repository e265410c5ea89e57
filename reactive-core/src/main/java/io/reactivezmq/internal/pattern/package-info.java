/** Not API. One pattern for each socket type: how it uses its pipes, without I/O and without Reactor. */
@NullMarked
package io.reactivezmq.internal.pattern;

import org.jspecify.annotations.NullMarked;
