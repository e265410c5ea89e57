package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A thread requests another message while the worker has delivered the requested one and goes idle. */
@JCStressTest
@Outcome(id = "ab", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "the worker sleeps, or delivers messages beyond the demand")
@State
public class SchedulerSubscriptionRequestStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(1);

    /** Subscribes with a demand of one message and puts three messages in the window. */
    public SchedulerSubscriptionRequestStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("abc"));
    }

    /** Runs the worker. */
    @Actor
    public void work() {
        worker.run();
    }

    /** Requests one more message. */
    @Actor
    public void ask() {
        recorder.request(1);
    }

    /** Runs the remaining tasks, then records the delivered messages. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder.toString();
    }
}
