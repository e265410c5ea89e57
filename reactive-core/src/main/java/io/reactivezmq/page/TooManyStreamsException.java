package io.reactivezmq.page;

/** As many browsers as are allowed show the page already, so one more was refused. */
public final class TooManyStreamsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyStreamsException(int limit) {
        super(limit + " browsers show the page already");
    }
}
