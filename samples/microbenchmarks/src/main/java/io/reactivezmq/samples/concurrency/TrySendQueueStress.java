package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A thread sends, and the loop is about to go to sleep: what was accepted arrives, and nothing else. */
@JCStressTest
@Outcome(id = "abc, abc", expect = Expect.ACCEPTABLE, desc = "all accepted, in order")
@Outcome(
        id = {"ab, ab", "ac, ac", "bc, bc", "a, a", "b, b", "c, c", ", "},
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "some were refused, and did not arrive")
@Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, refused and sent, or out of order")
@State
public class TrySendQueueStress {

    private final PushPull sockets = new PushPull();

    /** With tickets given out. */
    public TrySendQueueStress() {
        sockets.openGate();
    }

    /** The loop. */
    @Actor
    public void loop() {
        sockets.loop().run();
    }

    /** The sender. */
    @Actor
    public void send(LL_Result result) {
        result.r1 = sockets.send("abc");
    }

    /** What is left to do is done; then all is received. */
    @Arbiter
    public void result(LL_Result result) {
        sockets.loop().run();
        result.r2 = sockets.drain();
    }
}
