package io.reactivezmq.options;

import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Resolves host names to IP addresses, for example by a name server of the application's choice, by a service registry,
 * or from a fixed table in a test. It is called anew for each attempt to connect. The attempt tries all returned
 * addresses in their order before it fails.
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Resolves a host name. An error, or a result without addresses, fails the attempt like any other failure to
     * connect.
     *
     * @param host a name, never a numeric address
     * @return the addresses. The Mono is subscribed to on an event loop and must not block it; it may signal on any
     *     thread
     */
    Mono<List<InetAddress>> resolve(String host);
}
