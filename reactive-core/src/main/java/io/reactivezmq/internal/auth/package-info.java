/** Authentication of peers: the authenticator of a socket or context, and the RFC 27 handler. */
@NullMarked
package io.reactivezmq.internal.auth;

import org.jspecify.annotations.NullMarked;
