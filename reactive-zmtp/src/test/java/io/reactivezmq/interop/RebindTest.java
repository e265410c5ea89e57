package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DishSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JDK's channels keep their address until the loop selects again. So a listener that is reported as closed must
 * have waited for that: the next socket may live on another loop.
 */
@DisplayName("An address that was unbound can be bound at once")
class RebindTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TIMES = 200;

    abstract static class OnLoops extends OnKindOfLoops {

        @TempDir
        Path directory;

        OnLoops(Loops kind) {
            super(kind);
        }

        private String address(String transport) {
            return switch (transport) {
                case "ipc" -> "ipc://" + directory.resolve("again");
                case "ws" -> "ws://127.0.0.1:" + Ports.free() + "/again";
                default -> transport + "://127.0.0.1:" + Ports.free();
            };
        }

        private ZmqSocket<?> socket(String transport) {
            if (transport.equals("udp")) {
                DishSocket dish = zmq.dish();
                return dish;
            }
            PullSocket pull = zmq.pull();
            return pull;
        }

        /** Two sockets on two loops take the address in turn. */
        @ParameterizedTest
        @ValueSource(strings = {"tcp", "ws", "ipc", "udp"})
        void byAnotherSocket(String transport) {
            String address = address(transport);
            ArrayDeque<ZmqSocket<?>> sockets = new ArrayDeque<>();
            sockets.add(socket(transport));
            sockets.add(socket(transport));
            for (int i = 0; i < TIMES; i++) {
                ZmqSocket<?> next = sockets.remove();
                assertThat(next.bind(address).block(LIMIT)).isNotNull();
                next.unbind(address).block(LIMIT);
                sockets.add(next);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"tcp", "ws", "ipc", "udp"})
        void afterItsSocketWasClosed(String transport) {
            String address = address(transport);
            for (int i = 0; i < TIMES; i++) {
                ZmqSocket<?> next = socket(transport);
                assertThat(next.bind(address).block(LIMIT)).isNotNull();
                next.close().block(LIMIT);
            }
        }
    }

    @Nested
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
