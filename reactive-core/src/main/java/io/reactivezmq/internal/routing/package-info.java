/** Not API. Selects the peers for each message, and the order in which peers take turns. */
@NullMarked
package io.reactivezmq.internal.routing;

import org.jspecify.annotations.NullMarked;
