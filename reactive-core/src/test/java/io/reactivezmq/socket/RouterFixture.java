package io.reactivezmq.socket;

import io.reactivezmq.RouterSocket;
import io.reactivezmq.options.RouterOptions;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bound ROUTER on a harness, and peers that connect to it with an id. */
abstract class RouterFixture {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    RouterSocket router(Consumer<RouterOptions> options) {
        RouterSocket router = harness.zmq().router(options);
        harness.await(router.bind(harness.uri("here")));
        return router;
    }

    RouterSocket router() {
        return router(o -> {});
    }

    FakePeer peer(String id) {
        return harness.at("here").connect(id);
    }
}
