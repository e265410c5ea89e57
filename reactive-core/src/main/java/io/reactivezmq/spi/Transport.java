package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.spi.settings.LinkSettings;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A way to reach peers, such as {@code tcp}. {@link java.util.ServiceLoader} finds the implementations. One instance
 * serves a whole context.
 */
public interface Transport {

    /** Returns the names before {@code ://} that this transport serves. */
    Set<String> schemes();

    /**
     * Returns whether the transport is connectionless, so that peers cannot be back-pressured and send no commands.
     * Received messages go to the pipe even when it is full; the pipe drops and counts them. As peers send no groups,
     * messages of all groups are sent from the beginning.
     */
    default boolean carriesDatagrams() {
        return false;
    }

    /**
     * Checks whether a socket may listen at an endpoint, without I/O.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when the address is malformed
     * @throws io.reactivezmq.error.UnsupportedTransportException when sockets of this type, or with these settings,
     *     cannot listen on this transport
     * @throws io.reactivezmq.error.MissingArtifactException when a library that the settings need is missing
     */
    void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings);

    /**
     * Checks whether a socket may connect to an endpoint, without I/O.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when the address is malformed
     * @throws io.reactivezmq.error.UnsupportedTransportException when sockets of this type, or with these settings,
     *     cannot connect on this transport
     * @throws io.reactivezmq.error.MissingArtifactException when a library that the settings need is missing
     */
    void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings);

    /**
     * Listens at an endpoint. Emits the listener on the host's loop. Fails with a
     * {@link io.reactivezmq.error.BindFailedException} when the operating system refuses.
     */
    Mono<Listener> listen(Endpoint endpoint, LinkHost host);

    /**
     * Starts one attempt to connect. The attempt ends in exactly one of two ways: with {@link LinkHost#failed}, or with
     * {@link LinkHost#attach} and later {@link LinkPipe#closed}. Called on the host's loop.
     *
     * @return cancels the attempt, which then signals nothing
     */
    Disposable dial(Endpoint endpoint, LinkHost host);
}
