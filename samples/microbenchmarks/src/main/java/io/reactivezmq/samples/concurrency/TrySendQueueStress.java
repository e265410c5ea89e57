package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A thread sends while the loop is about to go idle. Exactly the accepted messages must arrive. */
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

    /** Connects the sockets and has the loop grant tickets for {@code trySend}. */
    public TrySendQueueStress() {
        sockets.openGate();
    }

    /** Runs the loop. */
    @Actor
    public void loop() {
        sockets.loop().run();
    }

    /** Sends three messages and records which were accepted. */
    @Actor
    public void send(LL_Result result) {
        result.r1 = sockets.send("abc");
    }

    /** Runs the remaining tasks, then receives all messages. */
    @Arbiter
    public void result(LL_Result result) {
        sockets.loop().run();
        result.r2 = sockets.drain();
    }
}
