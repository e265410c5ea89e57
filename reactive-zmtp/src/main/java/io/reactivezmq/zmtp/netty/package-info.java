/**
 * The engine: one Netty handler runs one session on one channel, its reader feeds the session, its link writes what the
 * pipe holds. Transports below only make channels. Public here is only what shares event loops with an application.
 */
@NullMarked
package io.reactivezmq.zmtp.netty;

import org.jspecify.annotations.NullMarked;
