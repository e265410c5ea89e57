/** ZMTP over TCP. */
@NullMarked
package io.reactivezmq.zmtp.netty.tcp;

import org.jspecify.annotations.NullMarked;
