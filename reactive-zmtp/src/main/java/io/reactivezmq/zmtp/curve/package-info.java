/**
 * Not API. CURVE (RFC 25 and 26), with one class for each command and one for each side. Bouncy Castle provides all
 * cryptographic primitives; {@link io.reactivezmq.zmtp.curve.Box} combines them as NaCl does.
 */
@NullMarked
package io.reactivezmq.zmtp.curve;

import org.jspecify.annotations.NullMarked;
