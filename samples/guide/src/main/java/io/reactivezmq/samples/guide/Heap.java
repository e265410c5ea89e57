package io.reactivezmq.samples.guide;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;

/**
 * How full the heap is: now, garbage included, and after the last collection.
 *
 * @param used octets
 * @param afterGc octets; zero before the first collection
 */
record Heap(long used, long afterGc) {

    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(toUnmodifiableSet());

    /** One look at it. */
    static Heap look() {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long afterGc = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(Heap::left)
                .orElse(0L);
        return new Heap(used, afterGc);
    }

    private static long left(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Such as {@code "heap 39 MB, 7 MB after the last collection"}. */
    @Override
    public String toString() {
        return "heap " + megabytes(used) + ", " + megabytes(afterGc) + " after the last collection";
    }

    private static String megabytes(long octets) {
        return octets / 1_000_000 + " MB";
    }
}
