package io.reactivezmq.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherInterceptor;

/**
 * Fails the test run when Netty finds a buffer that was never released.
 *
 * <p>It stands around the JUnit launcher, and not in a test or a listener, for two reasons: Netty's detector can only
 * be replaced before the first buffer class is loaded, and an error thrown by a listener is logged and forgotten. An
 * error thrown here ends the test JVM, and with it the build.
 *
 * <p>Netty notices a leak only when the garbage collector has found the buffer and another one is allocated. So after
 * the last test the guard leaks a buffer of its own, the canary, and collects garbage until that one is reported: what
 * the tests leaked has been reported by then too. A canary that is never reported means that the detector is off.
 */
public final class LeakGuard implements LauncherInterceptor {
    private static final String CANARY = "LeakGuard's canary";
    private static final Pattern HARNESS = Pattern.compile(
            "^\\s+(java\\.base/|org\\.junit\\.|org\\.apache\\.maven\\.|org\\.testng\\.|io\\.reactivezmq\\.testing\\.LeakGuard)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private volatile boolean canaryReported;

    public LeakGuard() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation")
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new RecordingDetector<>(resource, samplingInterval);
            }
        });
        // The build sets it on the command line; an IDE does not.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @Override
    public <T> T intercept(Invocation<T> invocation) {
        return invocation.proceed();
    }

    @Override
    public void close() {
        leakCanary();
        collectUntilCanaryIsReported();
        if (!canaryReported) {
            throw new AssertionError("Netty's leak detector reported nothing, not even " + CANARY
                    + ": the tests ran without leak detection");
        }
        if (!leaks.isEmpty()) {
            leaks.forEach(System.err::println);
            throw new AssertionError(leaks.size() + " leaked Netty resource(s), see the LEAK reports above");
        }
    }

    private static void leakCanary() {
        ByteBufAllocator.DEFAULT.directBuffer(1).touch(CANARY);
    }

    private void collectUntilCanaryIsReported() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!canaryReported && System.nanoTime() < deadline) {
            collect();
        }
        // References queue up in no order: give the ones behind the canary their turn.
        collect();
        collect();
    }

    private static void collect() {
        System.gc();
        LockSupport.parkNanos(PAUSE.toNanos());
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
    }

    private void report(String resourceType, String records) {
        if (records.contains(CANARY)) {
            canaryReported = true;
        } else {
            String ours = records.lines()
                    .filter(line -> !HARNESS.matcher(line).find())
                    .collect(Collectors.joining("\n"));
            leaks.add("LEAK: " + resourceType + " was not released before it was garbage-collected." + ours);
        }
    }

    private final class RecordingDetector<T> extends ResourceLeakDetector<T> {
        RecordingDetector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            report(resourceType, records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            report(resourceType, " (no trace)");
        }
    }
}
