package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two threads send: what was accepted arrives, and nothing else. */
@JCStressTest
@Outcome(
        id = {"ab, c, abc", "ab, c, acb", "ab, c, cab"},
        expect = Expect.ACCEPTABLE,
        desc = "all accepted, and each thread's in order")
@Outcome(
        id = {"ab, , ab", "a, c, ac", "a, c, ca", "b, c, bc", "b, c, cb", "a, , a", "b, , b", ", c, c", ", , "},
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "some were refused, and did not arrive")
@Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, refused and sent, or out of order")
@State
public class TwoTrySendQueueStress {

    private final PushPull sockets = new PushPull();

    /** With tickets given out. */
    public TwoTrySendQueueStress() {
        sockets.openGate();
    }

    /** A sender. */
    @Actor
    public void send(LLL_Result result) {
        result.r1 = sockets.send("ab");
    }

    /** Another. */
    @Actor
    public void sendToo(LLL_Result result) {
        result.r2 = sockets.send("c");
    }

    /** What is left to do is done; then all is received. */
    @Arbiter
    public void result(LLL_Result result) {
        sockets.loop().run();
        result.r3 = sockets.drain();
    }
}
