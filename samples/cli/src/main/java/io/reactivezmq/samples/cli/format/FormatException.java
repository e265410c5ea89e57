package io.reactivezmq.samples.cli.format;

import java.io.IOException;

/** Input that is no message of the chosen format. */
public final class FormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }
}
