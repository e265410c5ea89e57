package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Somebody asks for another message while the worker has delivered what was asked for and goes to sleep. */
@JCStressTest
@Outcome(id = "ab", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "the worker sleeps, or delivers what nobody has asked for")
@State
public class SchedulerSubscriptionRequestStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(1);

    /** With one message asked for, and three in the window. */
    public SchedulerSubscriptionRequestStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("abc"));
    }

    /** The worker. */
    @Actor
    public void work() {
        worker.run();
    }

    /** The subscriber. */
    @Actor
    public void ask() {
        recorder.request(1);
    }

    /** What is left to do is done. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder.toString();
    }
}
