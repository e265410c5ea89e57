package io.reactivezmq.spring.boot;

import org.jspecify.annotations.Nullable;

/**
 * A property of a socket cannot be used, or its endpoint cannot be bound. It fails the start of the application. The
 * message is one line: the property, what is wrong with it, and what to do.
 */
public final class ZmqConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String problem;
    private final String action;

    ZmqConfigurationException(String property, String problem, String action) {
        this(property, problem, action, null);
    }

    ZmqConfigurationException(String property, String problem, String action, @Nullable Throwable cause) {
        super(property + " " + problem + ": " + action, cause);
        this.property = property;
        this.problem = problem;
        this.action = action;
    }

    /** Returns the full name of the property, such as {@code zmq.sockets.quotes.type}. */
    public String property() {
        return property;
    }

    /** Returns what is wrong, as a predicate of the property. */
    String problem() {
        return problem;
    }

    /** Returns what to do, in the imperative. */
    String action() {
        return action;
    }
}
