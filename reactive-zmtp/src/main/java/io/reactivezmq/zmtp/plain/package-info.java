/**
 * Not API. PLAIN (RFC 24): user name and password in clear text, with one class for each command and one for each side.
 */
@NullMarked
package io.reactivezmq.zmtp.plain;

import org.jspecify.annotations.NullMarked;
