/**
 * Who may talk to a socket: the keys and secrets of the security mechanisms, and the authenticators that decide.
 * Nothing here ever prints a secret.
 */
@NullMarked
package io.reactivezmq.security;

import org.jspecify.annotations.NullMarked;
