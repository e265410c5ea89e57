package io.reactivezmq.samples.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A producer publishes items while the consumer handles others and goes idle. */
@JCStressTest
@Outcome(id = "4, 1", expect = Expect.ACCEPTABLE, desc = "all handled, by one task at a time")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost, or two tasks were in flight")
@State
public class WakeSignalStress {

    private final Woken consumer = new Woken();

    /** Publishes the first item, so that a task is in flight. */
    public WakeSignalStress() {
        consumer.publish();
    }

    /** Runs the tasks. */
    @Actor
    public void consume() {
        consumer.run();
    }

    /** Publishes three items. */
    @Actor
    public void produce() {
        consumer.publish();
        consumer.publish();
        consumer.publish();
    }

    /** Runs the remaining tasks, then records the handled items and the largest number of tasks in flight. */
    @Arbiter
    public void result(II_Result result) {
        consumer.run();
        result.r1 = consumer.handled();
        result.r2 = consumer.mostTasks();
    }
}
