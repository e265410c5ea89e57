package io.reactivezmq.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.options.ContextOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that are run on each kind of loops: each has a context of its own on loops of its own. */
public abstract class OnKindOfLoops {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Loops kind;
    private Loops.@Nullable Running loops;
    protected ZmqContext zmq;

    protected OnKindOfLoops(Loops kind) {
        this.kind = kind;
    }

    /** What is set on the context; nothing, unless a test says so. */
    protected void set(ContextOptions options) {}

    @BeforeEach
    protected void open() {
        assumeTrue(kind.areAvailable());
        loops = kind.start();
        zmq = ZmqContext.on(loops.group(), this::set);
    }

    @AfterEach
    protected void close() {
        if (loops != null) {
            zmq.close().block(LIMIT);
            loops.close();
        }
    }
}
