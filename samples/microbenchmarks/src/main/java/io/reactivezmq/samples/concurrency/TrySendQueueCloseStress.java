package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The PUSH socket is closed while a thread sends. Messages accepted before must still be sent. */
@JCStressTest
@Outcome(
        id = {"ab, ab", "a, a", ", "},
        expect = Expect.ACCEPTABLE,
        desc = "what was accepted has arrived")
@Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, or refused and sent")
@State
public class TrySendQueueCloseStress {

    private final PushPull sockets = new PushPull();

    /** Connects the sockets and has the loop grant tickets for {@code trySend}. */
    public TrySendQueueCloseStress() {
        sockets.openGate();
    }

    /** Closes the PUSH socket on the loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.push().close().subscribe());
    }

    /** Sends two messages and records which were accepted. */
    @Actor
    public void send(LL_Result result) {
        result.r1 = sockets.send("ab");
    }

    /** Runs the remaining tasks, then receives all messages. */
    @Arbiter
    public void result(LL_Result result) {
        sockets.loop().run();
        result.r2 = sockets.drain();
    }
}
