/**
 * Not API. One connection's protocol without I/O: bytes go in, messages and bytes come out. A
 * {@link io.reactivezmq.zmtp.session.ZmtpSession} walks through greeting, handshake and traffic.
 */
@NullMarked
package io.reactivezmq.zmtp.session;

import org.jspecify.annotations.NullMarked;
