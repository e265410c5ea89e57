package io.reactivezmq.testing;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A socket of another ZeroMQ implementation. What may take time goes on behind the test's back, one thing after the
 * other.
 */
public interface ForeignSocket extends AutoCloseable {

    /** Sets an option by libzmq's name without {@code ZMQ_}. */
    ForeignSocket set(String option, int value);

    /** The same with text. */
    default ForeignSocket set(String option, String value) {
        return set(option, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes. */
    ForeignSocket set(String option, byte[] value);

    /** Binds, and returns the resolved endpoint. */
    Endpoint bind(String endpoint);

    /** Binds to a port that the system chooses. */
    default Endpoint bind() {
        return bind("tcp://127.0.0.1:*");
    }

    /** Connects, in the background as ever. */
    ForeignSocket connect(Endpoint endpoint);

    /** Connects and tells by which id the peer is known, which only a PEER can. */
    default RoutingId connectPeer(Endpoint endpoint) {
        throw new UnsupportedOperationException("no PEER");
    }

    /** Sends all of these. */
    CompletableFuture<Void> send(List<ZmqMessage> messages);

    /** Takes the next so many messages. */
    CompletableFuture<List<ZmqMessage>> receive(int count);

    /** Sends back each of the next so many messages as it came. */
    CompletableFuture<Void> echo(int count);

    /** Sends all of these, never more than a window ahead of the answers, which it returns. */
    CompletableFuture<List<ZmqMessage>> exchange(List<ZmqMessage> messages, int window);

    @Override
    void close();

    /** With the time limit that everything foreign has here. */
    static <T> CompletableFuture<T> limited(CompletableFuture<T> outcome) {
        return outcome.orTimeout(20, TimeUnit.SECONDS);
    }
}
