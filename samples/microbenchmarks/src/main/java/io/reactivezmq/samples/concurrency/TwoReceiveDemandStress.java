package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads request one message each, while three messages wait. The loop handles the demand afterwards. */
@JCStressTest
@Outcome(id = "ab|c", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "demand was lost, or counted twice")
@State
public class TwoReceiveDemandStress {

    private final PushPull sockets = new PushPull();
    private final Recorder recorder = new Recorder(0);

    /** Subscribes without demand, with three messages waiting. */
    public TwoReceiveDemandStress() {
        sockets.pull().receive().subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("abc"));
    }

    /** Requests one message. */
    @Actor
    public void ask() {
        recorder.request(1);
    }

    /** Requests one message on another thread. */
    @Actor
    public void askToo() {
        recorder.request(1);
    }

    /** Runs the remaining tasks, then receives the messages that were not delivered. */
    @Arbiter
    public void result(L_Result result) {
        sockets.loop().run();
        recorder.cancel();
        result.r1 = recorder + "|" + sockets.drain();
    }
}
