package io.reactivezmq.socket;

import io.reactivezmq.PubSocket;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bound PUB on a harness, and subscribers that connect to it. */
abstract class PubFixture {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private final OnFull onFull;

    PubFixture(OnFull onFull) {
        this.onFull = onFull;
    }

    PubSocket pub(int highWaterMark) {
        PubSocket pub = stage.zmq().pub(o -> o.sendHighWaterMark(highWaterMark).onFull(onFull));
        stage.await(pub.bind(stage.uri("here")));
        return pub;
    }

    FakePeer subscriber(String... prefixes) {
        return stage.at("here").connect().subscribe(prefixes);
    }

    void send(PubSocket pub, String... texts) {
        for (String text : texts) {
            stage.await(pub.send(text));
        }
    }
}
