package io.reactivezmq.spring.boot;

import org.springframework.context.SmartLifecycle;

/**
 * When sockets start and stop, relative to the web server. Spring Boot starts the web server in the phase
 * {@code DEFAULT_PHASE - 2048}. It stops the server there, after it has waited for open requests in the phase
 * {@code DEFAULT_PHASE - 1024}. Phases start in ascending and stop in descending order.
 */
final class ZmqPhases {

    /** Sockets bind and connect before the web server accepts connections, and close after it has stopped. */
    static final int SOCKETS = SmartLifecycle.DEFAULT_PHASE - 3072;

    /** New work ends before the web server waits for its open requests, some of which may be streams of messages. */
    static final int INTAKE = SmartLifecycle.DEFAULT_PHASE - 512;

    private ZmqPhases() {}
}
