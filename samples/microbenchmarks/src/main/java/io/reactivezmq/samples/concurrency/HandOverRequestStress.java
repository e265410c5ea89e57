package io.reactivezmq.samples.concurrency;

import io.reactivezmq.ZmqMessage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Somebody asks for messages while they cross from the loop to a worker. */
@JCStressTest
@Outcome(id = "ab", expect = Expect.ACCEPTABLE, desc = "as many as were asked for, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "the worker sleeps, or delivers what nobody has asked for")
@State
public class HandOverRequestStress {

    private final PushPull sockets = new PushPull();
    private final HandScheduler worker = new HandScheduler();
    private final Recorder recorder = new Recorder(1);

    /** With one message asked for. */
    public HandOverRequestStress() {
        sockets.pull().receive(worker).subscribe(recorder);
        sockets.loop().run();
    }

    /** The loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> {
            sockets.trySend(ZmqMessage.of("a"));
            sockets.trySend(ZmqMessage.of("b"));
            sockets.trySend(ZmqMessage.of("c"));
        });
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
