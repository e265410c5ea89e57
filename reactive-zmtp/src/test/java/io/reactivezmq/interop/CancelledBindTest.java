package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DishSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.util.retry.Retry;

@DisplayName("A bind that is canceled at any moment")
class CancelledBindTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TIMES = 100;

    /** On each kind of loops the same. */
    abstract static class OnLoops extends OnKindOfLoops {

        @TempDir
        Path directory;

        OnLoops(Loops kind) {
            super(kind);
        }

        private ZmqSocket<?> socket(String transport) {
            if (transport.equals("udp")) {
                DishSocket dish = zmq.dish();
                return dish;
            }
            PullSocket pull = zmq.pull();
            return pull;
        }

        private String address(String transport, int number) {
            return switch (transport) {
                case "inproc" -> "inproc://cancelled-" + number;
                case "ipc" -> "ipc://" + directory.resolve("cancelled-" + number);
                case "ws" -> "ws://127.0.0.1:" + Ports.free() + "/cancelled";
                default -> transport + "://127.0.0.1:" + Ports.free();
            };
        }

        /** It may still be about to be undone; or the subscriber is only just being told. */
        private void awaitNotBound(ZmqSocket<?> other, String address, AtomicReference<Endpoint> told) {
            try {
                other.bind(address)
                        .retryWhen(Retry.fixedDelay(500, Duration.ofMillis(10)).filter(e -> told.get() == null))
                        .block(LIMIT);
                other.unbind(address).block(LIMIT);
            } catch (BindFailedException taken) {
                assertThat(told.get())
                        .as("%s is bound, and no subscriber got it", address)
                        .isNotNull();
            }
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"inproc", "tcp", "ipc", "ws", "udp"})
        @DisplayName("leaves nothing bound unless its subscriber got the endpoint")
        void leavesNothingBound(String transport) {
            Random random = new Random(transport.hashCode());
            ZmqSocket<?> socket = socket(transport);
            ZmqSocket<?> other = socket(transport);
            int untold = 0;
            for (int i = 0; i < TIMES; i++) {
                String address = address(transport, i);
                AtomicReference<Endpoint> told = new AtomicReference<>();
                Disposable binding = socket.bind(address).subscribe(told::set);
                long until = System.nanoTime() + random.nextInt(i % 2 == 0 ? 100_000 : 2_000_000);
                while (System.nanoTime() < until && (told.get() == null || random.nextInt(3) > 0)) {
                    Thread.onSpinWait();
                }
                binding.dispose();
                if (told.get() == null) {
                    untold++;
                    awaitNotBound(other, address, told);
                } else {
                    socket.unbind(told.get().uri()).block(LIMIT);
                }
            }
            assertThat(untold).isPositive();
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("on the JDK's selector")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
