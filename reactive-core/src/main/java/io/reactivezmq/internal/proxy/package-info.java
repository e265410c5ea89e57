/** Not API. Forwarding between two sockets. */
@NullMarked
package io.reactivezmq.internal.proxy;

import org.jspecify.annotations.NullMarked;
