/**
 * Not API. The protocol of one connection without I/O: bytes go in, messages and bytes come out. A
 * {@link io.reactivezmq.zmtp.session.ZmtpSession} goes through greeting, handshake and traffic.
 */
@NullMarked
package io.reactivezmq.zmtp.session;

import org.jspecify.annotations.NullMarked;
