package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.options.DishOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.CurveKeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@DisplayName("udp")
class UdpSocketTypesTest {

    private static final String ENDPOINT = "udp://127.0.0.1:5555";

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(Duration.ofSeconds(20));
    }

    private static void assertNoType(ZmqSocket<?> socket, String name) {
        assertThatThrownBy(() -> socket.bind(ENDPOINT)).hasMessageContaining(name);
        assertThatThrownBy(() -> socket.connect(ENDPOINT)).hasMessageContaining(name);
        assertRefused(socket);
    }

    private static void assertRefused(ZmqSocket<?> socket) {
        assertThatThrownBy(() -> socket.bind(ENDPOINT))
                .isInstanceOf(UnsupportedTransportException.class)
                .hasMessageContaining(ENDPOINT);
        assertRefusesToConnect(socket);
    }

    private static void assertRefusesToConnect(ZmqSocket<?> socket) {
        assertThatThrownBy(() -> socket.connect(ENDPOINT))
                .isInstanceOf(UnsupportedTransportException.class)
                .hasMessageContaining(ENDPOINT);
    }

    @Test
    @DisplayName("is for RADIO, DISH and DGRAM only")
    void types() {
        List.of(
                        zmq.pub(),
                        zmq.sub(),
                        zmq.xpub(),
                        zmq.xsub(),
                        zmq.req(),
                        zmq.rep(),
                        zmq.dealer(),
                        zmq.router(),
                        zmq.push(),
                        zmq.pull(),
                        zmq.pair(),
                        zmq.client(),
                        zmq.server(),
                        zmq.scatter(),
                        zmq.gather(),
                        zmq.peer(),
                        zmq.channel(),
                        zmq.stream())
                .forEach(UdpSocketTypesTest::assertRefused);
        assertNoType(zmq.pub(), "PUB");
        assertNoType(zmq.stream(), "STREAM");
    }

    @Test
    @DisplayName("is connected to by a RADIO and bound by a DISH")
    void directions() {
        assertThatThrownBy(() -> zmq.radio().bind(ENDPOINT))
                .isInstanceOf(UnsupportedTransportException.class)
                .hasMessageContaining("connects");
        assertRefusesToConnect(zmq.dish());
        assertRefusesToConnect(zmq.dgram());
    }

    @Test
    @DisplayName("does not pretend to be safe")
    void security() {
        assertRefusesToConnect(zmq.radio(o -> o.curveServer(CurveKeyPair.generate())));
        assertRefusesToConnect(zmq.radio(o -> o.plainClient("me", "secret")));
        assertRefusesToConnect(zmq.radio(o -> o.zapDomain("global")));
        assertRefused(zmq.dish(o -> o.authenticator(request -> Mono.just(AuthResult.accepted()))));
    }

    @Test
    @DisplayName("has options that are checked at once")
    void options() {
        for (int wrong : new int[] {0, -1, 65_508}) {
            assertThatThrownBy(() -> new DishOptions().maxDatagramSize(wrong))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("maxDatagramSize");
        }
        for (int wrong : new int[] {0, -1, 256}) {
            assertThatThrownBy(() -> new RadioOptions().multicastHops(wrong))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("ZMQ_MULTICAST_HOPS");
        }
    }
}
