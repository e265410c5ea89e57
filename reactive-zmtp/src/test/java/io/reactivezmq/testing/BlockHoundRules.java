package io.reactivezmq.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound takes for blocking and is not. Everything else that parks an event loop fails the test it happens in;
 * extend this list only with a reason.
 */
public final class BlockHoundRules implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        // new SecureRandom().nextBytes() reads /dev/urandom, which never waits. getInstanceStrong() may, and stays
        // caught.
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes");
        // Netty's allocator waits for another thread to put one chunk away. Its own rules for BlockHound forget this.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
    }
}
