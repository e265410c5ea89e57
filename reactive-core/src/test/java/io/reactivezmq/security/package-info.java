@NullMarked
package io.reactivezmq.security;

import org.jspecify.annotations.NullMarked;
