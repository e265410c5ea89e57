package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** The base class of all exceptions of this library. The message names the endpoint, the peer or the option. */
public abstract class ZmqException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception without a cause. */
    protected ZmqException(String message) {
        super(message);
    }

    /** Creates an exception with a cause, which may be null. */
    protected ZmqException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
