package io.reactivezmq.samples.concurrency;

import io.reactivezmq.ZmqMessage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The receiving socket is closed while a thread sends: what was accepted still waits, or is counted as dropped. */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1", "2, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "accounted for")
@Outcome(expect = Expect.FORBIDDEN, desc = "gone without a trace, or counted twice")
@State
public class PipeCloseStress {

    private final PushPull sockets = new PushPull();

    /** With tickets given out. */
    public PipeCloseStress() {
        sockets.openGate();
    }

    /** The loop. */
    @Actor
    public void loop() {
        sockets.loop().run();
    }

    /** The sender. */
    @Actor
    public void send(II_Result result) {
        int first = sockets.trySend(ZmqMessage.of("a")) ? 1 : 0;
        int second = sockets.trySend(ZmqMessage.of("b")) ? 1 : 0;
        result.r1 = first + second;
    }

    /** Whoever closes. */
    @Actor
    public void close() {
        sockets.pull().close().subscribe();
    }

    /** What is left to do is done; then the books are read. */
    @Arbiter
    public void result(II_Result result) {
        sockets.loop().run();
        result.r2 = sockets.waiting() + sockets.dropped();
    }
}
