/** Not API. Socket types that address each peer by a routing id. */
@NullMarked
package io.reactivezmq.internal.pattern.routed;

import org.jspecify.annotations.NullMarked;
