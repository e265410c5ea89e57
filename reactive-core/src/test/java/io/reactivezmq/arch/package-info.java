/** Which room may look into which. */
@NullMarked
package io.reactivezmq.arch;

import org.jspecify.annotations.NullMarked;
