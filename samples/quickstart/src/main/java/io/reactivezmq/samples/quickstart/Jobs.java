package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An endless supply of jobs, generated on demand. A job contains its number, from 1 on, and the time at which it was
 * generated.
 */
final class Jobs {

    private static final int SIZE = 1024;
    private static final long TRIAL = 500_000;

    /** Number of trials. Only the last one is measured; the earlier ones warm up the JIT compiler. */
    private static final int TRIALS = 4;

    private Jobs() {}

    static Flux<ZmqMessage> endless() {
        return Flux.generate(() -> 1L, (number, sink) -> {
            byte[] job = new byte[SIZE];
            ByteBuffer.wrap(job).putLong(number).putLong(System.nanoTime());
            sink.next(ZmqMessage.wrap(job));
            return number + 1;
        });
    }

    static long number(ZmqMessage job) {
        return job.buffer(0).getLong();
    }

    static long madeAt(ZmqMessage job) {
        return job.buffer(0).getLong(Long.BYTES);
    }

    /** Measures how many jobs per second the source can generate without back-pressure. */
    static Mono<Double> unboundedPerSecond() {
        return endless()
                .take(TRIAL)
                .count()
                .timed()
                .repeat(TRIALS - 1)
                .last()
                .map(trial -> TRIAL * 1e9 / trial.elapsed().toNanos());
    }
}
