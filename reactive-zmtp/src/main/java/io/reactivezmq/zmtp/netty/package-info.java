/**
 * Not API. The network engine. One Netty handler runs one session on one channel: its reader feeds the session, and its
 * link writes the messages of the pipe. The transports in the subpackages only create channels; the public types of
 * this package are for them.
 */
@NullMarked
package io.reactivezmq.zmtp.netty;

import org.jspecify.annotations.NullMarked;
