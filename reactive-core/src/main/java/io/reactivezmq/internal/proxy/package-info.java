/** Not API. The proxy, which forwards messages between two sockets. */
@NullMarked
package io.reactivezmq.internal.proxy;

import org.jspecify.annotations.NullMarked;
