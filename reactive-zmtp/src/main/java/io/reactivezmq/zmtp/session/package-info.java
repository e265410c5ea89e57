/**
 * Not API. One connection's protocol without I/O: octets go in, messages and octets come out. A
 * {@link io.reactivezmq.zmtp.session.ZmtpSession} walks through greeting, handshake and traffic.
 */
@NullMarked
package io.reactivezmq.zmtp.session;

import org.jspecify.annotations.NullMarked;
