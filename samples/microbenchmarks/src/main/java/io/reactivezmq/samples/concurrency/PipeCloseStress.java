package io.reactivezmq.samples.concurrency;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * The PULL socket is closed while a thread sends. The PUSH socket must count each accepted message as sent or dropped,
 * and the PULL socket must count each sent message as dropped.
 */
@JCStressTest
@Outcome(
        id = {"0, 0, 0, 0", "1, 1, 0, 0", "2, 2, 0, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "sent or dropped by the one, and dropped by the other")
@Outcome(expect = Expect.FORBIDDEN, desc = "gone without a trace, or counted twice")
@State
public class PipeCloseStress {

    private final PushPull sockets = new PushPull(Duration.ZERO);

    /** Connects the sockets, without linger at the PUSH, and has the loop grant tickets for {@code trySend}. */
    public PipeCloseStress() {
        sockets.openGate();
    }

    /** Closes the PULL socket on the loop. */
    @Actor
    public void loop() {
        sockets.loop().run(() -> sockets.pull().close().subscribe());
    }

    /** Sends two messages and records how many were accepted. */
    @Actor
    public void send(IIII_Result result) {
        result.r1 = sockets.send("ab").length();
    }

    /** Closes the PUSH socket as well, and then records the counts of both sockets. */
    @Arbiter
    public void result(IIII_Result result) {
        sockets.loop().run(() -> sockets.push().close().subscribe());
        result.r2 = sockets.leftSender();
        result.r3 = sockets.keptByReceiver();
        result.r4 = sockets.lostBetween();
    }
}
