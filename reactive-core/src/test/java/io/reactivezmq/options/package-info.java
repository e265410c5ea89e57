/** Tests of the options. */
@NullMarked
package io.reactivezmq.options;

import org.jspecify.annotations.NullMarked;
