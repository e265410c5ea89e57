package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The worker leaves while the loop has more messages: what was not delivered comes before them. */
@JCStressTest
@Outcome(id = "|ab", expect = Expect.ACCEPTABLE, desc = "all still there, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or out of order")
@State
public class SchedulerSubscriptionGiveBackStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(Long.MAX_VALUE);

    /** With a message in the window. */
    public SchedulerSubscriptionGiveBackStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("a"));
    }

    /** The loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.send("b"));
    }

    /** The worker, from when somebody has cancelled. */
    @Actor
    public void leave() {
        recorder.cancel();
        worker.run();
    }

    /** What is left to do is done; then the rest is taken. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder + "|" + sockets.drain();
    }
}
