package io.reactivezmq.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound takes for blocking and is not. Everything else that parks a loop fails the test it happens in; extend
 * this list only with a reason.
 */
public final class BlockHoundRules implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Between two tasks, and after the last, an executor's thread takes its locks for a moment; in a task, it may
        // not.
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "runWorker");
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit");
        // Giving an executor a task, or taking one back, holds its lock for as long as that takes.
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker");
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "tryTerminate");
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer");
        builder.disallowBlockingCallsInside("java.util.concurrent.FutureTask", "run");
        // The Reactive Streams test kit hands over what it gets through queues with a lock.
        builder.allowBlockingCallsInside("org.reactivestreams.tck.TestEnvironment$Receptacle", "add");
        builder.allowBlockingCallsInside("org.reactivestreams.tck.TestEnvironment$Receptacle", "complete");
        builder.allowBlockingCallsInside("org.reactivestreams.tck.TestEnvironment$Promise", "complete");
    }
}
