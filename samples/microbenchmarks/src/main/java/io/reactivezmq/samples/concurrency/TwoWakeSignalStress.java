package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two producers publish one item each, while the consumer is idle. */
@JCStressTest
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "one task handles both")
@Outcome(expect = Expect.FORBIDDEN, desc = "both producers submitted the task, or neither did")
@State
public class TwoWakeSignalStress {

    private final Woken consumer = new Woken();

    /** Publishes one item. */
    @Actor
    public void produce() {
        consumer.publishShared();
    }

    /** Publishes one item on another thread. */
    @Actor
    public void produceToo() {
        consumer.publishShared();
    }

    /** Runs the task, then records the handled items and the number of submitted tasks. */
    @Arbiter
    public void result(II_Result result) {
        consumer.run();
        result.r1 = consumer.handled();
        result.r2 = consumer.mostTasks();
    }
}
