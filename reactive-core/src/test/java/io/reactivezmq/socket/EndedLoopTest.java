package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.internal.loop.ThreadLoops;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application has ended its loops before it closes the sockets on them. */
class EndedLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final ThreadLoops loops = new ThreadLoops(1);
    private final ZmqContext zmq = ZmqContext.on(loops, o -> {});
    private final DealerSocket connected = zmq.dealer(o -> o.linger(LONG)).connect("inproc://nowhere");
    private final PullSocket bound = zmq.pull();
    private final PullSocket idle = zmq.pull();

    @BeforeEach
    void endLoops() {
        bound.bind("inproc://here").block(PATIENCE);
        connected.statistics().block(PATIENCE);
        loops.shutdown().block(PATIENCE);
    }

    @Test
    void closingThemCompletes() {
        connected.close().block(PATIENCE);
        bound.close().block(PATIENCE);
        zmq.close().block(PATIENCE);
        assertThat(zmq.sockets()).isEmpty();
    }

    @Test
    void drainingThemCompletes() {
        connected.drain(LONG).block(PATIENCE);
        bound.drain(LONG).block(PATIENCE);
        idle.drain(LONG).block(PATIENCE);
        assertThat(zmq.sockets()).isEmpty();
    }
}
