package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Ports;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A port without a listener that the operating system connects to itself")
class SelfConnectionTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    @DisplayName("refuses the connection, and stays free for its server")
    void refused(Loops kind) {
        assumeTrue(kind.areAvailable());
        try (Loops.Running loops = kind.start()) {
            ZmqContext zmq = ZmqContext.on(loops.group());
            assertRefused(zmq, zmq.dealer(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED)), "tcp://");
            assertRefused(zmq, zmq.stream(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED)), "tcp://");
            assertRefused(zmq, zmq.dealer(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED)), "tls+tcp://");
            zmq.close().block(LIMIT);
        }
    }

    private static void assertRefused(ZmqContext zmq, ZmqSocket<?> socket, String scheme) {
        int port = Ports.free();
        String there = "127.0.0.1:" + port;
        EventLog events = EventLog.of(socket);
        // The same as without a source, when the system happens to choose this one.
        socket.connect(scheme + there + ";" + there);
        assertThat(events.next(ConnectFailed.class).cause())
                .isInstanceOf(ConnectFailedException.class)
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("to itself");
        events.next(ConnectAbandoned.class);
        assertThat(events.all()).noneMatch(HandshakeSucceeded.class::isInstance);
        RouterSocket server = zmq.router();
        assertThat(server.bind("tcp://" + there).block(LIMIT)).isNotNull();
        server.close().block(LIMIT);
    }
}
