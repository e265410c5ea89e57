package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.SocketSettings;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A way to reach peers; found by {@link java.util.ServiceLoader}. One instance serves a whole context. */
public interface Transport {

    /** The names before {@code ://} that it serves. */
    Set<String> schemes();

    /**
     * Whether it has no connections but sends and receives datagrams. What is received goes to the pipe even when that
     * is full, and is dropped and counted there. As nobody tells which groups he has joined, all are sent, from the
     * beginning.
     */
    default boolean carriesDatagrams() {
        return false;
    }

    /**
     * Looks at the address without asking anyone else, and at who wants to listen there.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when it cannot be listened on
     * @throws io.reactivezmq.error.UnsupportedTransportException when sockets of this type, or with these settings,
     *     cannot listen by it
     * @throws io.reactivezmq.error.MissingArtifactException when a library for what the settings want is missing
     */
    void checkBind(Endpoint endpoint, SocketType type, SocketSettings settings);

    /**
     * Looks at the address without asking anyone else, and at who wants to connect there.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when it cannot be connected to
     * @throws io.reactivezmq.error.UnsupportedTransportException when sockets of this type, or with these settings,
     *     cannot connect by it
     * @throws io.reactivezmq.error.MissingArtifactException when a library for what the settings want is missing
     */
    void checkConnect(Endpoint endpoint, SocketType type, SocketSettings settings);

    /**
     * Listens. The listener is signalled on the host's loop; a refusal by the operating system is a
     * {@link io.reactivezmq.error.BindFailedException}.
     */
    Mono<Listener> listen(Endpoint endpoint, LinkHost host);

    /**
     * Makes one attempt to connect, at once. It ends in exactly one of {@link LinkHost#failed}, or
     * {@link LinkHost#attach} and later {@link LinkPipe#closed}. Called on the host's loop.
     *
     * @return gives the attempt up; nothing is signalled then
     */
    Disposable dial(Endpoint endpoint, LinkHost host);
}
