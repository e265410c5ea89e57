package io.reactivezmq.interop;

import static io.reactivezmq.interop.IpcFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

@DisplayName("ipc endpoints")
class IpcEndpointsTest {

    /** The tests that run on each kind of loops. */
    abstract static class OnLoops extends IpcFixture {

        OnLoops(Loops kind) {
            super(kind);
        }

        @Test
        @DisplayName("carry messages of any size, and leave no file behind")
        void carries() {
            PullSocket pull = zmq.pull(o -> o.receiveBuffer(100_000).backlog(5));
            assertThat(pull.bind(endpoint()).block(LIMIT).uri()).isEqualTo(endpoint());
            assertThat(path()).exists();
            PushSocket push = zmq.push(o -> o.sendBuffer(100_000)).connect(endpoint());
            List<ZmqMessage> messages =
                    List.of(ZmqMessage.of("a", "", "b"), ZmqMessage.wrap(new byte[3_000_000]), ZmqMessage.of(""));
            push.send(Flux.fromIterable(messages)).subscribe();
            assertThat(pull.receive().take(3).collectList().block(LIMIT)).isEqualTo(messages);
            pull.unbind(endpoint()).block(LIMIT);
            assertThat(path()).doesNotExist();
        }

        @Test
        @DisplayName("with * get a path of their own, gone with the socket")
        void wildcard() {
            PullSocket pull = zmq.pull();
            Endpoint at = pull.bind("ipc://*").block(LIMIT);
            Path file = Path.of(at.address());
            assertThat(file).exists().isAbsolute();
            assertThat(zmq.pull().bind("ipc://*").block(LIMIT)).isNotEqualTo(at);
            Pipeline.assertDelivers(pull, push().connect(at));
            pull.close().block(LIMIT);
            assertThat(file).doesNotExist();
            assertThat(file.getParent()).doesNotExist();
        }

        @Test
        @DisplayName("are dialed until they are bound, and again after a loss")
        void dialsUntilBoundAndAgainAfterALoss() {
            PushSocket push = push();
            EventLog events = EventLog.of(push);
            push.connect(endpoint());
            assertThat(events.next(ConnectFailed.class).cause())
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining(endpoint());
            PullSocket first = zmq.pull();
            first.bind(endpoint()).block(LIMIT);
            Pipeline.assertDelivers(first, push);
            first.close().block(LIMIT);
            events.next(Disconnected.class);
            PullSocket second = zmq.pull();
            second.bind(endpoint()).block(LIMIT);
            Pipeline.assertDelivers(second, push);
            push.disconnect(endpoint());
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }

        @Test
        @DisplayName("may be names outside of the file system")
        void abstractName() {
            String endpoint = abstractEndpoint();
            PullSocket pull = zmq.pull();
            assertThat(pull.bind(endpoint).block(LIMIT).uri()).isEqualTo(endpoint);
            Pipeline.assertDelivers(pull, push().connect(endpoint));
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint).block(LIMIT));
            pull.unbind(endpoint).block(LIMIT);
            zmq.pull().bind(endpoint).block(LIMIT);
        }
    }

    @Nested
    @DisplayName("on the JDK's channels")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }

        @Test
        @DisplayName("cannot be names outside of the file system")
        void abstractName() {
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind("ipc://@name").block(LIMIT))
                    .withMessageContaining("netty-transport-native-epoll");
            PushSocket push = push();
            EventLog events = EventLog.of(push);
            push.connect("ipc://@name");
            assertThat(events.next(ConnectFailed.class).cause()).hasMessageContaining("netty-transport-native-epoll");
        }
    }

    @Test
    @DisplayName("of one kind of loops are reached from the other")
    void epollAndNioConnectToEachOther(@TempDir Path directory) {
        assumeTrue(Loops.EPOLL.areAvailable());
        try (Loops.Running epoll = Loops.EPOLL.start();
                Loops.Running nio = Loops.NIO.start()) {
            ZmqContext one = ZmqContext.on(epoll.group());
            ZmqContext other = ZmqContext.on(nio.group());
            int number = 0;
            for (ZmqContext binding : List.of(one, other)) {
                String endpoint = "ipc://" + directory.resolve("socket-" + number++);
                PullSocket pull = binding.pull();
                pull.bind(endpoint).block(LIMIT);
                Pipeline.assertDelivers(
                        pull, (binding == one ? other : one).push().connect(endpoint));
            }
            one.close().block(LIMIT);
            other.close().block(LIMIT);
        }
    }

    @ParameterizedTest(name = "{0} make no sense")
    @CsvSource({"ipc://, transport://address", "ipc://@, name", "ipc://*, *"})
    void refusesInvalidEndpoints(String endpoint, String complaint) {
        ZmqContext zmq = ZmqContext.create();
        PushSocket push = zmq.push();
        assertThatThrownBy(() -> push.connect(endpoint))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("'" + endpoint + "'")
                .hasMessageContaining(complaint);
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("longer than the system allows are refused at once, with the limit")
    void tooLong(@TempDir Path directory) {
        int limit = System.getProperty("os.name").equals("Linux") ? 107 : 103;
        ZmqContext zmq = ZmqContext.create();
        PullSocket pull = zmq.pull();
        String start = directory + "/";
        String longest = "ipc://" + start + "x".repeat(limit - start.length());
        pull.bind(longest).block(LIMIT);
        Pipeline.assertDelivers(pull, zmq.push().connect(longest));
        for (Runnable call : List.<Runnable>of(() -> pull.bind(longest + "x"), () -> pull.connect(longest + "x"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(InvalidEndpointException.class)
                    .hasMessageContaining(longest + "x")
                    .hasMessageContaining("at most " + limit);
        }
        zmq.close().block(LIMIT);
    }
}
