package io.reactivezmq.micrometer;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ReceiveTimeoutException;
import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import java.util.concurrent.TimeoutException;

/** How an observed request ended, or the sending of or the work on an observed message; the tag {@code outcome}. */
public enum ZmqOutcome {
    /** The reply came, or was given; the message was accepted, or the work on it has completed. */
    SUCCESS,
    /** A time limit inside the observed part was over. A {@code timeout} behind it cancels it instead. */
    TIMEOUT,
    /** The connection of the peer ended before it replied. */
    PEER_LOST,
    /** The socket did not take the request or the message: too many waited, or it was closed. */
    REJECTED,
    /** The subscriber canceled. Of a server: the peer has left, the time limit was over, or the socket was closed. */
    CANCELLED,
    /** Any other failure. */
    ERROR;

    /** Returns the outcome of a request that failed with this. */
    static ZmqOutcome of(Throwable failure) {
        if (failure instanceof TimeoutException
                || failure instanceof RequestTimeoutException
                || failure instanceof ReceiveTimeoutException) {
            return TIMEOUT;
        }
        if (failure instanceof PeerLostException) {
            return PEER_LOST;
        }
        return failure instanceof TooManyPendingException || failure instanceof SocketClosedException
                ? REJECTED
                : ERROR;
    }
}
