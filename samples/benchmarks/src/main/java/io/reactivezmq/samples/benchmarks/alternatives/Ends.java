package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Listening;
import io.reactivezmq.samples.benchmarks.Window;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Endpoints as the other programs write them, {@code tcp://host:port}, and waiting. */
final class Ends {

    private Ends() {}

    static String host(String endpoint) {
        return endpoint.substring("tcp://".length(), endpoint.lastIndexOf(':'));
    }

    /** Returns the port; 0, which lets the system choose one, for an asterisk. */
    static int port(String endpoint) {
        String port = endpoint.substring(endpoint.lastIndexOf(':') + 1);
        return port.equals("*") ? 0 : Integer.parseInt(port);
    }

    static void listening(InetSocketAddress address) {
        Listening.at("tcp://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Waits until the window is full, and then for the time {@code more}. */
    static void await(Window window, Duration more) {
        window.result().join();
        Mono.delay(more).block();
    }
}
