package io.reactivezmq.samples.quickstart;

import reactor.core.publisher.Flux;

/** Measures the demand that reaches a source: the elements it emits, and the time without outstanding demand. */
final class DemandMeter {

    private long begunAt;
    private long endedAt;
    private long wanted;
    private long idleSince;
    private long idleNanos;
    private volatile long emitted;

    /** Returns the source with measurement added. The result supports one subscriber. */
    <T> Flux<T> watch(Flux<T> source) {
        return source.doOnSubscribe(subscription -> begin())
                .doOnRequest(this::asked)
                .doOnNext(element -> emitted())
                .doFinally(signal -> end());
    }

    private synchronized void begin() {
        begunAt = System.nanoTime();
        idleSince = begunAt;
    }

    private synchronized void asked(long elements) {
        if (wanted == 0) {
            idleNanos += System.nanoTime() - idleSince;
        }
        wanted += elements;
    }

    private synchronized void emitted() {
        emitted++;
        if (--wanted == 0) {
            idleSince = System.nanoTime();
        }
    }

    private synchronized void end() {
        endedAt = System.nanoTime();
        if (wanted == 0) {
            idleNanos += endedAt - idleSince;
        }
    }

    /** Returns the number of elements emitted. */
    long count() {
        return emitted;
    }

    /** Returns the elements per second, from subscription to the end. */
    synchronized double perSecond() {
        return emitted * 1e9 / Math.max(1, endedAt - begunAt);
    }

    /** Returns the share of that time without outstanding demand, from 0 to 1. */
    synchronized double held() {
        return (double) idleNanos / Math.max(1, endedAt - begunAt);
    }
}
