/** Not API. TLS between a channel and its session. */
@NullMarked
package io.reactivezmq.zmtp.netty.tls;

import org.jspecify.annotations.NullMarked;
