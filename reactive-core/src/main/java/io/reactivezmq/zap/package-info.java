/**
 * ZAP (RFC 27): authenticators that are asked by messages, as in other ZeroMQ libraries. A handler bound at
 * {@link io.reactivezmq.zap.ZapHandler#ENDPOINT} in a context is asked where no
 * {@link io.reactivezmq.security.Authenticator} is set. Any authenticator can be such a handler.
 */
@NullMarked
package io.reactivezmq.zap;

import org.jspecify.annotations.NullMarked;
