package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bind} gives back for all interfaces can be connected to on the same machine. */
class WildcardConnectTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    abstract static class OnLoops extends OnKindOfLoops {

        OnLoops(Loops kind) {
            super(kind);
        }

        @ParameterizedTest(name = "{0}://{2} with ipv6 {1}")
        @CsvSource({
            "tcp, false, 0.0.0.0, 127.0.0.1",
            "tcp, true, 0.0.0.0, 127.0.0.1",
            "tcp, true, [::], [::1]",
            "tcp, true, [0:0:0:0:0:0:0:0], [::1]",
            "tcp, true, [::ffff:0.0.0.0], 127.0.0.1",
            "ws, false, 0.0.0.0, 127.0.0.1",
            "ws, true, 0.0.0.0, 127.0.0.1",
            "ws, true, [::], [::1]",
        })
        @DisplayName("a wildcard address is this machine")
        void isThisMachine(String transport, boolean ipv6, String host, String reached) {
            PullSocket pull = zmq.pull(o -> o.ipv6(ipv6));
            Endpoint at = pull.bind(transport + "://*:*").block(LIMIT);
            PushSocket push = zmq.push(o -> o.ipv6(ipv6).linger(Duration.ZERO));
            EventLog events = EventLog.of(push);
            push.connect(transport + "://" + host + ":" + at.port());
            assertThat(events.next(Connected.class).address()).isEqualTo(reached + ":" + at.port());
            push.send("x").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
        }

        @ParameterizedTest(name = "{0} with ipv6 {1}")
        @CsvSource({"tcp, false", "tcp, true", "ws, false", "ws, true"})
        @DisplayName("what bind gives back is connected to")
        void boundEndpoint(String transport, boolean ipv6) {
            PullSocket pull = zmq.pull(o -> o.ipv6(ipv6));
            Endpoint at = pull.bind(transport + "://*:*").block(LIMIT);
            PushSocket push = zmq.push(o -> o.ipv6(ipv6).linger(Duration.ZERO)).connect(at);
            push.send("x").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
        }
    }

    @Nested
    @DisplayName("On epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("On the JDK's channels")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
