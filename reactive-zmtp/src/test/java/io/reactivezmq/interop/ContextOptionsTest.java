package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.testing.Loops;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

@DisplayName("A context")
class ContextOptionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Processor time that only a loop without sleep uses while nothing happens. */
    private static final Duration BUSY = Duration.ofMillis(100);

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
    @DisplayName("with busy polling exchanges messages on loops that never sleep, and ends them")
    void busyPoll() throws InterruptedException {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(1).busyPoll(true));
        RepSocket rep = zmq.rep();
        Disposable serving = rep.serve(Mono::just).subscribe();
        ReqSocket req = zmq.req().connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT));
        assertThat(req.request(ZmqMessage.of("a")).map(ZmqMessage::text).block(LIMIT))
                .isEqualTo("a");
        Thread loop = req.request(ZmqMessage.of("b"))
                .map(answer -> Thread.currentThread())
                .block(LIMIT);
        assertThat(loop).isInstanceOf(NonBlocking.class);
        // A loop that sleeps uses no time at all while nothing happens.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long used = threads.getThreadCpuTime(loop.getId());
        long end = System.nanoTime() + LIMIT.toNanos();
        while (threads.getThreadCpuTime(loop.getId()) - used < BUSY.toNanos() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(threads.getThreadCpuTime(loop.getId()) - used).isGreaterThanOrEqualTo(BUSY.toNanos());
        serving.dispose();
        zmq.close().block(LIMIT);
        loop.join(LIMIT.toMillis());
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @DisplayName("on the application's loops refuses busy polling")
    void busyPollOfBorrowedLoops() {
        try (Loops.Running loops = Loops.NIO.start()) {
            assertThatThrownBy(() -> ZmqContext.on(loops.group(), o -> o.busyPoll(true)))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("busyPoll");
        }
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
