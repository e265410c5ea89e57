package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The worker leaves while another message arrives on the loop. The message that was not delivered must come before it.
 */
@JCStressTest
@Outcome(id = "|ab", expect = Expect.ACCEPTABLE, desc = "all still there, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or out of order")
@State
public class SchedulerSubscriptionGiveBackStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(Long.MAX_VALUE);

    /** Subscribes with unbounded demand and puts one message in the window. */
    public SchedulerSubscriptionGiveBackStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
        sockets.loop().run(() -> sockets.send("a"));
    }

    /** Sends another message on the loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.send("b"));
    }

    /** Cancels the subscription and runs the worker, which leaves. */
    @Actor
    public void leave() {
        recorder.cancel();
        worker.run();
    }

    /** Runs the remaining tasks, then receives the messages that were not delivered. */
    @Arbiter
    public void result(L_Result result) {
        sockets.settle(worker);
        result.r1 = recorder + "|" + sockets.drain();
    }
}
