package io.reactivezmq.zmtp.netty;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import reactor.netty.ChannelBindException;

/** Maps what prevents listening to the exception of {@code bind}, whose text has the reason. */
public final class BindFailures {

    private BindFailures() {}

    /** Returns the exception of an endpoint that cannot be bound. */
    public static BindFailedException of(Endpoint endpoint, Throwable failure) {
        Throwable reason = failure.getCause();
        // Reactor Netty's exception repeats the address, and only its cause has the reason.
        return new BindFailedException(
                endpoint.uri(), failure instanceof ChannelBindException && reason != null ? reason : failure);
    }
}
