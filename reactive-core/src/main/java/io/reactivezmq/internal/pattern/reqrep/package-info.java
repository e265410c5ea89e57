/** Not API. Socket types that send requests and match replies to them, and those that reply. */
@NullMarked
package io.reactivezmq.internal.pattern.reqrep;

import org.jspecify.annotations.NullMarked;
