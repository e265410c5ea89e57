package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Somebody cancels while the worker delivers: what was not delivered is in the socket again. */
@JCStressTest
@Outcome(
        id = {"ab|", "a|b", "|ab"},
        expect = Expect.ACCEPTABLE,
        desc = "each is delivered, or still there, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or out of order")
@State
public class SchedulerSubscriptionCancelStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(Long.MAX_VALUE);

    /** With messages in the window. */
    public SchedulerSubscriptionCancelStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("ab"));
    }

    /** The worker. */
    @Actor
    public void work() {
        worker.run();
    }

    /** The subscriber. */
    @Actor
    public void cancel() {
        recorder.cancel();
    }

    /** What is left to do is done; then the rest is taken. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder + "|" + sockets.drain();
    }
}
