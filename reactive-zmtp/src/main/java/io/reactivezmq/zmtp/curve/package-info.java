/**
 * Not API. CURVE (RFC 25 and 26), with one class for each command and one for each side. Bouncy Castle provides all
 * cryptographic primitives; {@link io.reactivezmq.zmtp.curve.Box} combines them as NaCl does. If libsodium is enabled,
 * it seals and opens the boxes of traffic ({@link io.reactivezmq.zmtp.curve.BoxLibrary}).
 */
@NullMarked
package io.reactivezmq.zmtp.curve;

import org.jspecify.annotations.NullMarked;
