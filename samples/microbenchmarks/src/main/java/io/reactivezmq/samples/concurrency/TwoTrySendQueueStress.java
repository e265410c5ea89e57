package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two threads send at once. Exactly the accepted messages must arrive. */
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

    /** Connects the sockets and has the loop grant tickets for {@code trySend}. */
    public TwoTrySendQueueStress() {
        sockets.openGate();
    }

    /** Sends two messages and records which were accepted. */
    @Actor
    public void send(LLL_Result result) {
        result.r1 = sockets.send("ab");
    }

    /** Sends one message on another thread and records whether it was accepted. */
    @Actor
    public void sendToo(LLL_Result result) {
        result.r2 = sockets.send("c");
    }

    /** Runs the remaining tasks, then receives all messages. */
    @Arbiter
    public void result(LLL_Result result) {
        sockets.loop().run();
        result.r3 = sockets.drain();
    }
}
