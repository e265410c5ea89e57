package io.reactivezmq.options;

import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Finds the addresses of a host name: by a name server of one's own, a service registry, or, in a test, by heart. It is
 * asked anew at each attempt to connect, and all its addresses are tried, in its order, before the attempt has failed.
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * The addresses of this name. An error or no address at all is a failed attempt like any other.
     *
     * @param host a name, not a number
     * @return subscribed to on an event loop, so it must not block; it may be answered on any thread
     */
    Mono<List<InetAddress>> resolve(String host);
}
