package io.reactivezmq.spring.boot.listener;

/** A method with the annotation {@code ZmqListener} cannot be called. It fails the start of the application. */
final class ZmqListenerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    ZmqListenerException(String problem, String action) {
        super(problem + ": " + action);
        this.problem = problem;
        this.action = action;
    }

    String problem() {
        return problem;
    }

    String action() {
        return action;
    }
}
