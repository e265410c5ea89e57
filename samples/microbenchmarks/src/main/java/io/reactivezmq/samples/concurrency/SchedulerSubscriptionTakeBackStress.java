package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The subscription is canceled and the loop takes the messages back from the window, while the worker delivers. Each
 * message must be claimed once.
 */
@JCStressTest
@Outcome(
        id = {"ab|", "a|b", "|ab"},
        expect = Expect.ACCEPTABLE,
        desc = "each is delivered, or still there, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or out of order")
@State
public class SchedulerSubscriptionTakeBackStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(Long.MAX_VALUE);

    /** Subscribes with unbounded demand and puts two messages in the window. */
    public SchedulerSubscriptionTakeBackStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("ab"));
    }

    /** Runs the worker. */
    @Actor
    public void work() {
        worker.run();
    }

    /** Cancels the subscription and runs the loop. */
    @Actor
    public void cancel() {
        recorder.cancel();
        sockets.loop().run();
    }

    /** Runs the remaining tasks, then receives the messages that were not delivered. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder + "|" + sockets.drain();
    }
}
