/**
 * The keys and passwords of the security mechanisms, and the authenticators that decide which peers may connect.
 * Nothing in this package prints a secret.
 */
@NullMarked
package io.reactivezmq.security;

import org.jspecify.annotations.NullMarked;
