package io.reactivezmq.socket;

import io.reactivezmq.PubSocket;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bound PUB on a harness, and subscribers that connect to it. */
abstract class PubFixture {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final OnFull onFull;

    PubFixture(OnFull onFull) {
        this.onFull = onFull;
    }

    PubSocket pub(int highWaterMark) {
        PubSocket pub =
                harness.zmq().pub(o -> o.sendHighWaterMark(highWaterMark).onFull(onFull));
        harness.await(pub.bind(harness.uri("here")));
        return pub;
    }

    FakePeer subscriber(String... prefixes) {
        return harness.at("here").connect().subscribe(prefixes);
    }

    void send(PubSocket pub, String... texts) {
        for (String text : texts) {
            harness.await(pub.send(text));
        }
    }
}
