package io.reactivezmq.samples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Resources that this process has used so far.
 *
 * @param nanos the clock in nanoseconds
 * @param cpuNanos processor time of all threads, user and system, in nanoseconds
 * @param allocated heap bytes allocated by the threads that are alive
 */
record Usage(long nanos, long cpuNanos, long allocated) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage now() {
        return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocatedNow());
    }

    /** Returns the resources used between the given measurement and this one. */
    Usage since(Usage then) {
        return new Usage(nanos - then.nanos, cpuNanos - then.cpuNanos, allocated - then.allocated);
    }

    /** Returns the mean of measurements that began and ended at about the same time. */
    static Usage mean(List<Usage> all) {
        return new Usage(
                (long) all.stream().mapToLong(Usage::nanos).average().orElseThrow(),
                (long) all.stream().mapToLong(Usage::cpuNanos).average().orElseThrow(),
                (long) all.stream().mapToLong(Usage::allocated).average().orElseThrow());
    }

    double seconds() {
        return nanos / 1e9;
    }

    private static long allocatedNow() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
