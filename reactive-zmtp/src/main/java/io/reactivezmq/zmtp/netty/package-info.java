/**
 * The network engine. One Netty handler runs one session on one channel: its reader feeds the session, and its link
 * writes the messages of the pipe. The transports in the subpackages only create channels. Applications use only
 * {@link io.reactivezmq.zmtp.netty.NettyLoops}, to share their event loops; the other public types are for the
 * transports.
 */
@NullMarked
package io.reactivezmq.zmtp.netty;

import org.jspecify.annotations.NullMarked;
