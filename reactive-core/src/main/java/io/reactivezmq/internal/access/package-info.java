/**
 * Lets {@code spi} create messages and descriptions of peers. Their classes are in packages that applications read, and
 * {@code spi} depends on these packages. So their constructors are private, and the classes grant access to them here.
 * This package depends on no other one: type parameters stand for the classes.
 */
@NullMarked
package io.reactivezmq.internal.access;

import org.jspecify.annotations.NullMarked;
