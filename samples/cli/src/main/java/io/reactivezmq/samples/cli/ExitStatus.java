package io.reactivezmq.samples.cli;

import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.MissingArtifactException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.error.UnsupportedTransportException;
import java.util.concurrent.TimeoutException;

/** The statuses with which the program ends. When it is interrupted, the JVM ends it with 130. */
final class ExitStatus {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int TIMEOUT = 3;
    static final int NOT_CONNECTED = 4;
    static final int REFUSED = 5;

    private ExitStatus() {}

    static int of(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof RequestTimeoutException) {
            return TIMEOUT;
        }
        if (failure instanceof AuthenticationFailedException || failure instanceof PeerRefusedException) {
            return REFUSED;
        }
        if (failure instanceof InvalidEndpointException
                || failure instanceof InvalidOptionException
                || failure instanceof IllegalArgumentException
                || failure instanceof UnsupportedTransportException) {
            return USAGE;
        }
        if (failure instanceof BindFailedException || failure instanceof ConnectFailedException) {
            return NOT_CONNECTED;
        }
        return failure instanceof MissingArtifactException ? USAGE : FAILED;
    }
}
