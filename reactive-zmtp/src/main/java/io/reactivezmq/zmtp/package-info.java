/**
 * The network transports: ZMTP on Reactor Netty. Applications use only {@link io.reactivezmq.zmtp.NettyLoops}, to share
 * their event loops with sockets. {@link io.reactivezmq.ZmqContext} finds everything else with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.reactivezmq.zmtp;

import org.jspecify.annotations.NullMarked;
