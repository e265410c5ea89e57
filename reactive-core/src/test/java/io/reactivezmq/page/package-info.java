/** The live page: what browsers get. */
@NullMarked
package io.reactivezmq.page;

import org.jspecify.annotations.NullMarked;
