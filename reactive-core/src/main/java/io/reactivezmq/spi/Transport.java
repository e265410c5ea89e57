package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import io.reactivezmq.options.SocketSettings;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A way to reach peers; found by {@link java.util.ServiceLoader}. One instance serves a whole context. */
public interface Transport {

    /** The names before {@code ://} that it serves. */
    Set<String> schemes();

    /**
     * Looks at the address without asking anyone else.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when it cannot be listened on
     */
    void checkBind(Endpoint endpoint);

    /**
     * Looks at the address without asking anyone else.
     *
     * @throws io.reactivezmq.error.InvalidEndpointException when it cannot be connected to
     */
    void checkConnect(Endpoint endpoint);

    /**
     * Looks whether it can do what these settings want, before it listens or connects.
     *
     * @throws io.reactivezmq.error.MissingArtifactException when a library for that is missing
     */
    default void check(SocketSettings settings) {}

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
