/**
 * ZAP (RFC 27): authenticators that speak by messages, as those of other ZeroMQ libraries do. A handler bound at
 * {@link io.reactivezmq.zap.ZapHandler#ENDPOINT} in a context is asked wherever no
 * {@link io.reactivezmq.security.Authenticator} is set; and any authenticator can be such a handler.
 */
@NullMarked
package io.reactivezmq.zap;

import org.jspecify.annotations.NullMarked;
