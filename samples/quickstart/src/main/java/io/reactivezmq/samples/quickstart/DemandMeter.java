package io.reactivezmq.samples.quickstart;

import reactor.core.publisher.Flux;

/** Watches a source from its far end: how much it was asked for, and how long it was asked for nothing. */
final class DemandMeter {

    private long begunAt;
    private long endedAt;
    private long wanted;
    private long idleSince;
    private long idleNanos;
    private volatile long emitted;

    /** The source, watched; to one subscriber. */
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

    /** How many elements it has emitted. */
    long count() {
        return emitted;
    }

    /** Elements per second, from subscription to the end. */
    synchronized double perSecond() {
        return emitted * 1e9 / Math.max(1, endedAt - begunAt);
    }

    /** The share of that time in which the source was asked for nothing. */
    synchronized double held() {
        return (double) idleNanos / Math.max(1, endedAt - begunAt);
    }
}
