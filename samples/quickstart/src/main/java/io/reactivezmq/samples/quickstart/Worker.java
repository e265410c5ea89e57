package io.reactivezmq.samples.quickstart;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does jobs at a given rate. */
final class Worker {

    private final String name;
    private final PullSocket pull;
    private final int perSecond;
    private final Meter meter = new Meter();
    private final LongAdder checksum = new LongAdder();

    Worker(String name, PullSocket pull, int perSecond) {
        this.name = name;
        this.pull = pull;
        this.perSecond = perSecond;
    }

    /** Takes jobs from the source until the socket is closed. */
    Flux<ZmqMessage> work(Endpoint source) {
        return pull.connect(source)
                .receive()
                .transform(Pace.perSecond(perSecond))
                .doOnNext(this::done);
    }

    private void done(ZmqMessage job) {
        checksum.add(Jobs.number(job));
        meter.record(Jobs.madeAt(job));
    }

    String name() {
        return name;
    }

    int perSecond() {
        return perSecond;
    }

    Meter meter() {
        return meter;
    }

    /** Returns the sum of the numbers of all jobs done. */
    long checksum() {
        return checksum.sum();
    }

    Mono<Void> close() {
        return pull.close();
    }
}
