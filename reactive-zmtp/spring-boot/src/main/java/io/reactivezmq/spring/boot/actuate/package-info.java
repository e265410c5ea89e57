/** Health, metrics and the actuator's endpoint {@code zmq}. */
@NullMarked
package io.reactivezmq.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
