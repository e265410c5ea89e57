/** Not API. PLAIN (RFC 24): a name and a password in clear text, one class for each command and one for each side. */
@NullMarked
package io.reactivezmq.zmtp.plain;

import org.jspecify.annotations.NullMarked;
