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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    RouterSocket router(Consumer<RouterOptions> options) {
        RouterSocket router = stage.zmq().router(options);
        stage.await(router.bind(stage.uri("here")));
        return router;
    }

    RouterSocket router() {
        return router(o -> {});
    }

    FakePeer peer(String id) {
        return stage.at("here").connect(id);
    }
}
