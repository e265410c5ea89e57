/** Not API. ZMTP over TCP, with or without TLS: endpoints, name resolution, proxies and channels. */
@NullMarked
package io.reactivezmq.zmtp.netty.tcp;

import org.jspecify.annotations.NullMarked;
