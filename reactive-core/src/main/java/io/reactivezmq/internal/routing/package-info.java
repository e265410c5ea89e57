/** Not API. How a message finds its peers, and how peers take turns. */
@NullMarked
package io.reactivezmq.internal.routing;

import org.jspecify.annotations.NullMarked;
