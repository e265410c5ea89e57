/**
 * ZMTP over WebSocket: ZWS 2.0 (RFC 45). Its frames are turned into ZMTP's and back, in front of the same handler and
 * session that every other transport has.
 */
@NullMarked
package io.reactivezmq.zmtp.netty.ws;

import org.jspecify.annotations.NullMarked;
