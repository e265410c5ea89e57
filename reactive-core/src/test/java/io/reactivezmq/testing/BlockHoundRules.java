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
        // A thread of an executor that was shut down takes its leave under the executor's lock, after its last task.
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit");
    }
}
