package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.options.PairOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Measures the pipe between a socket and a connection. */
@State(Scope.Thread)
public class PipeBenchmark extends Timed {

    private static final int MARK = 1000;

    private final ZmqMessage message = ZmqMessage.wrap(new byte[16]);
    private final Pipe pipe = new Pipe(
            new Owner(),
            new Endpoint("tcp://127.0.0.1:5555"),
            true,
            new PairOptions()
                    .sendHighWaterMark(MARK)
                    .receiveHighWaterMark(MARK)
                    .settings()
                    .queues());

    /** Connects the pipe to a peer. */
    public PipeBenchmark() {
        pipe.connect(
                new NoLink(),
                PeerInfoBuilder.of("tcp://127.0.0.1:5555", "there", true)
                        .announced("PULL", new byte[0], Map.of())
                        .build());
    }

    /** Fills the pipe up to the send high-water mark, and empties it. */
    @Benchmark
    @OperationsPerInvocation(MARK)
    public void outbound(Blackhole hole) {
        while (pipe.offer(message)) {
            hole.consume(message);
        }
        for (int i = 0; i < MARK; i++) {
            hole.consume(pipe.poll());
            pipe.written(1);
        }
    }

    /** Queues messages up to the receive high-water mark, and delivers them. */
    @Benchmark
    @OperationsPerInvocation(MARK)
    public void inbound(Blackhole hole) {
        while (pipe.hasRoom()) {
            pipe.receive(message);
        }
        for (int i = 0; i < MARK; i++) {
            hole.consume(pipe.dequeue());
        }
    }

    private static final class Owner implements PipeOwner {
        @Override
        public void received(Pipe pipe, ZmqMessage message) {
            pipe.enqueue(message);
        }

        @Override
        public void received(Pipe pipe, Control control) {}

        @Override
        public void readComplete() {}

        @Override
        public void roomFreed(Pipe pipe, int messages) {}

        @Override
        public void dropped(Pipe pipe, DropReason reason, long total) {}

        @Override
        public void droppedLate(Pipe pipe, DropReason reason, long messages) {}

        @Override
        public void undelivered(Pipe pipe, long messages) {}

        @Override
        public void linkLost(Pipe pipe, ZmqException cause) {}
    }

    private static final class NoLink implements Link {
        @Override
        public void wake() {}

        @Override
        public void drain() {}

        @Override
        public void resume() {}

        @Override
        public void flush(Runnable written) {}

        @Override
        public void close(ZmqException reason) {}
    }
}
