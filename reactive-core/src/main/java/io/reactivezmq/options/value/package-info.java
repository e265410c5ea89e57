/**
 * Enums that are values of options, arguments of methods that change an option of an open socket, or the policy of a
 * {@code send}. They are in a package of their own, because {@link io.reactivezmq.spi.settings} use them as well as the
 * options.
 */
@NullMarked
package io.reactivezmq.options.value;

import org.jspecify.annotations.NullMarked;
