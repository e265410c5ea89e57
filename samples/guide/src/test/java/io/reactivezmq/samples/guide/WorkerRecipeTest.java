package io.reactivezmq.samples.guide;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The recipe "Workers that acknowledge" in docs/recipes.md, with a worker that is killed. */
class WorkerRecipeTest extends Halves {

    private static final Duration LIMIT = ofSeconds(20);
    private static final int JOBS = 20;

    private final ZmqContext zmq = ZmqContext.create();
    private final String endpoint = Ports.free();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Mono<String> work(ZmqMessage job) {
        return Mono.just("done " + job.text());
    }

    @Test
    void aJobOfAKilledWorkerGoesToAnother() {
        Flux<String> work = Flux.range(1, JOBS).map(number -> "job " + number);
        // [doc]
        ReqSocket jobs = zmq.req(o -> o.maxInFlight(64));
        Flux<ZmqMessage> done = jobs.bind(endpoint)
                .thenMany(work)
                .flatMap(
                        job -> jobs.request(job)
                                .timeout(ofSeconds(60))
                                .retryWhen(Retry.max(5)
                                        .filter(lost ->
                                                lost instanceof PeerLostException || lost instanceof TimeoutException)),
                        64);
        // [/doc]
        Half mortal = start(Side.PYTHON, "recipe-worker", endpoint, "job 3");
        Mono<List<String>> acknowledged =
                done.map(ZmqMessage::text).collectList().cache();
        acknowledged.subscribe();
        mortal.await("took job 3");
        mortal.kill();
        // [doc]
        RepSocket worker = zmq.rep().connect(endpoint);
        Mono<Void> working = worker.serve(job -> work(job).map(ZmqMessage::of), o -> o.concurrency(4));
        // [/doc]
        working.subscribe();
        assertThat(acknowledged.block(LIMIT))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, JOBS)
                        .mapToObj(number -> "done job " + number)
                        .toList());
    }
}
