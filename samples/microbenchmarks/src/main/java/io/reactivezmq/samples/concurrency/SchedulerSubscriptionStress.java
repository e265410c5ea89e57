package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Messages pass from the loop to a worker that is about to go idle. */
@JCStressTest
@Outcome(id = "ab", expect = Expect.ACCEPTABLE, desc = "all, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "the worker sleeps, or does not find all")
@State
public class SchedulerSubscriptionStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(Long.MAX_VALUE);

    /** Subscribes with unbounded demand, which wakes the worker. */
    public SchedulerSubscriptionStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
    }

    /** Sends two messages on the loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.send("ab"));
    }

    /** Runs the worker. */
    @Actor
    public void work() {
        worker.run();
    }

    /** Runs the remaining tasks, then records the delivered messages. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder.toString();
    }
}
