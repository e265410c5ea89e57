package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A thread requests a message and cancels at once, while a message arrives on the loop. */
@JCStressTest
@Outcome(
        id = {"a|", "|a"},
        expect = Expect.ACCEPTABLE,
        desc = "delivered, or still there")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or doubled")
@State
public class ReceiveDemandCancelStress {

    private final PushPull sockets = new PushPull();
    private final Recorder recorder = new Recorder(0);

    /** Subscribes without demand. */
    public ReceiveDemandCancelStress() {
        sockets.pull().receive().subscribe(recorder);
        sockets.loop().run();
    }

    /** Sends one message on the loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.send("a"));
    }

    /** Requests one message and cancels. */
    @Actor
    public void ask() {
        recorder.request(1);
        recorder.cancel();
    }

    /** Runs the remaining tasks, then receives the messages that were not delivered. */
    @Arbiter
    public void result(L_Result result) {
        sockets.loop().run();
        result.r1 = recorder + "|" + sockets.drain();
    }
}
