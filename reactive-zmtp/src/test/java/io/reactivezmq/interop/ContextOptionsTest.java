package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PullSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A context")
class ContextOptionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest(name = "with {0} loops spreads its sockets over that many threads")
    @ValueSource(ints = {1, 3})
    void loops(int count) {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(count));
        Set<String> threads = new HashSet<>();
        for (int i = 0; i < 3 * count; i++) {
            PullSocket pull = zmq.pull();
            zmq.push()
                    .connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT))
                    .send("x")
                    .block(LIMIT);
            threads.add(pull.receiveOne()
                    .map(message -> Thread.currentThread().getName())
                    .block(LIMIT));
        }
        assertThat(threads).hasSize(count);
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("has no more sockets at a time than it may")
    void maxSockets() {
        ZmqContext zmq = ZmqContext.create(o -> o.maxSockets(2));
        PullSocket first = zmq.pull();
        zmq.pull();
        assertThatThrownBy(zmq::pull)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("ZMQ_MAX_SOCKETS");
        first.close().block(LIMIT);
        zmq.pull();
        assertThatThrownBy(zmq::push).isInstanceOf(InvalidOptionException.class);
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("makes sockets of every type, and each tells its own")
    void types() {
        ZmqContext zmq = ZmqContext.create();
        List<ZmqSocket<?>> all = List.of(
                zmq.pair(),
                zmq.pub(),
                zmq.sub(),
                zmq.req(),
                zmq.rep(),
                zmq.dealer(),
                zmq.router(),
                zmq.pull(),
                zmq.push(),
                zmq.xpub(),
                zmq.xsub(),
                zmq.stream(),
                zmq.server(),
                zmq.client(),
                zmq.radio(),
                zmq.dish(),
                zmq.gather(),
                zmq.scatter(),
                zmq.dgram(),
                zmq.peer(),
                zmq.channel());
        String names = "PAIR PUB SUB REQ REP DEALER ROUTER PULL PUSH XPUB XSUB STREAM SERVER CLIENT RADIO DISH GATHER "
                + "SCATTER DGRAM PEER CHANNEL";
        assertThat(all)
                .extracting(ZmqSocket::type)
                .extracting(SocketType::wireName)
                .containsExactly(names.split(" "));
        assertThat(all).hasSameSizeAs(SocketType.values());
        zmq.close().block(LIMIT);
    }
}
