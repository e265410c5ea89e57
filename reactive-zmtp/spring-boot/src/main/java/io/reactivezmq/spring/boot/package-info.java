/**
 * Sockets of a Spring Boot application from properties: the application declares them below {@code zmq.sockets},
 * injects them by their name and type, and the starter binds, connects and closes them with the application.
 */
@NullMarked
package io.reactivezmq.spring.boot;

import org.jspecify.annotations.NullMarked;
