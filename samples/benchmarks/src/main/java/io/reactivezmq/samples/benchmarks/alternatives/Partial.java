package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Library;
import io.reactivezmq.samples.benchmarks.RoundTrips;
import io.reactivezmq.samples.benchmarks.Window;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A library of which only some operations are measured: streams, and many requests at once. */
abstract class Partial implements Library {

    private static UnsupportedOperationException notMeasured() {
        return new UnsupportedOperationException("not measured for this library");
    }

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        throw notMeasured();
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        throw notMeasured();
    }

    @Override
    public void serve(String bindTo, long requests) {
        throw notMeasured();
    }

    @Override
    public void ask(String connectTo, byte[] payload, RoundTrips trips) {
        throw notMeasured();
    }

    @Override
    public void serveMany(String bindTo) {
        throw notMeasured();
    }

    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        throw notMeasured();
    }

    @Override
    public void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more) {
        throw notMeasured();
    }

    @Override
    public void afterEach(String bindTo, int messages, Runnable then) {
        throw notMeasured();
    }

    @Override
    public void close() {}

    // Endpoints are those of the other programs: tcp://host:port.

    static String host(String endpoint) {
        return endpoint.substring("tcp://".length(), endpoint.lastIndexOf(':'));
    }

    /** Returns the port; 0, which lets the system choose one, for an asterisk. */
    static int port(String endpoint) {
        String port = endpoint.substring(endpoint.lastIndexOf(':') + 1);
        return port.equals("*") ? 0 : Integer.parseInt(port);
    }

    static void listening(InetSocketAddress address) {
        Library.listening("tcp://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Waits until the window is full, and then for the time {@code more}. */
    static void await(Window window, Duration more) {
        window.result().join();
        Mono.delay(more).block();
    }
}
