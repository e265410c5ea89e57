package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The socket is closed while a thread sends: what was accepted before is still sent. */
@JCStressTest
@Outcome(
        id = {"ab, ab", "a, a", ", "},
        expect = Expect.ACCEPTABLE,
        desc = "what was accepted has arrived")
@Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, or refused and sent")
@State
public class TrySendQueueCloseStress {

    private final PushPull sockets = new PushPull();

    /** With tickets given out. */
    public TrySendQueueCloseStress() {
        sockets.openGate();
    }

    /** The loop, on which somebody closes. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.push().close().subscribe());
    }

    /** The sender. */
    @Actor
    public void send(LL_Result result) {
        result.r1 = sockets.send("ab");
    }

    /** What is left to do is done; then all is received. */
    @Arbiter
    public void result(LL_Result result) {
        sockets.loop().run();
        result.r2 = sockets.drain();
    }
}
