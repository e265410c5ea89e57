/**
 * Not API. CURVE (RFC 25 and 26), one class for each command and one for each side. All cryptography is Bouncy
 * Castle's; {@link io.reactivezmq.zmtp.curve.Box} puts its parts together as NaCl does.
 */
@NullMarked
package io.reactivezmq.zmtp.curve;

import org.jspecify.annotations.NullMarked;
