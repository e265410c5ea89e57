package io.reactivezmq.sim;

import org.jspecify.annotations.Nullable;

/** A promise that did not hold. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final Promise promise;

    Violation(Promise promise, String text, @Nullable Throwable cause) {
        super(text, cause);
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}
