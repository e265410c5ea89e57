/**
 * The engine: one Netty handler runs one session on one channel, its reader feeds the session, its link writes what the
 * pipe holds. Transports below only make channels. For applications there is only
 * {@link io.reactivezmq.zmtp.netty.NettyLoops}, to share their event loops; what else is public is for the transports.
 */
@NullMarked
package io.reactivezmq.zmtp.netty;

import org.jspecify.annotations.NullMarked;
