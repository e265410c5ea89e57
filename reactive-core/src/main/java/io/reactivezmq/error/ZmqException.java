package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** What everything that goes wrong in this library extends. The message names the endpoint, peer or option. */
public abstract class ZmqException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected ZmqException(String message) {
        super(message);
    }

    protected ZmqException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
