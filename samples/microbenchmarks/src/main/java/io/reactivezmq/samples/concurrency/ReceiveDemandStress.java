package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A thread asks twice for a message, while the loop has three. */
@JCStressTest
@Outcome(id = "ab|c", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "demand was lost, or counted twice")
@State
public class ReceiveDemandStress {

    private final PushPull sockets = new PushPull();
    private final Recorder recorder = new Recorder(0);

    /** With nothing asked for. */
    public ReceiveDemandStress() {
        sockets.pull().receive().subscribe(recorder);
        sockets.loop().run();
    }

    /** The loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.send("abc"));
    }

    /** The subscriber. */
    @Actor
    public void ask() {
        recorder.request(1);
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
