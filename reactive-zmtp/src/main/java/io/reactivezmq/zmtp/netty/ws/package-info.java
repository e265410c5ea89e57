/**
 * Not API. ZMTP over WebSocket: ZWS 2.0 (RFC 45). Its frames are translated to and from ZMTP frames, in front of the
 * same handler and session as with every other transport.
 */
@NullMarked
package io.reactivezmq.zmtp.netty.ws;

import org.jspecify.annotations.NullMarked;
