package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads ask for a message each; the loop, with three, comes to it later. */
@JCStressTest
@Outcome(id = "ab|c", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "demand was lost, or counted twice")
@State
public class TwoReceiveDemandStress {

    private final PushPull sockets = new PushPull();
    private final Recorder recorder = new Recorder(0);

    /** With nothing asked for, and three messages. */
    public TwoReceiveDemandStress() {
        sockets.pull().receive().subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("abc"));
    }

    /** One. */
    @Actor
    public void ask() {
        recorder.request(1);
    }

    /** And another. */
    @Actor
    public void askToo() {
        recorder.request(1);
    }

    /** What is left to do is done; then the rest is taken. */
    @Arbiter
    public void result(L_Result result) {
        sockets.loop().run();
        recorder.cancel();
        result.r1 = recorder + "|" + sockets.drain();
    }
}
