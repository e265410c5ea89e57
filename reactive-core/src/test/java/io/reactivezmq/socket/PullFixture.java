package io.reactivezmq.socket;

import io.reactivezmq.PullSocket;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bound PULL on a harness, and the numbered messages that it gets. */
abstract class PullFixture {

    @RegisterExtension
    final SocketTestHarness harness;

    PullFixture(SocketTestHarness harness) {
        this.harness = harness;
    }

    PullSocket pull(int highWaterMark) {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(highWaterMark));
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    static List<String> texts(int from, int to) {
        return List.of(numbered(from, to));
    }
}
