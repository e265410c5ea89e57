package io.reactivezmq.samples.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

@Timeout(60)
class JobsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PADDING = " " + "x".repeat(100_000);

    private final ZmqContext zmq = ZmqContext.create();
    private PullSocket worker;
    private App app;

    @BeforeEach
    void start() {
        worker = zmq.pull(o -> o.receiveHighWaterMark(1).receiveBuffer(64 * 1024));
        app = App.start(
                "zmq.sockets.jobs.connect=" + worker.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.jobs.send-high-water-mark=10",
                "sample.jobs.wait-for-room=300ms");
        worker.awaitPeers(1).block(PATIENCE);
    }

    @AfterEach
    void stop() {
        app.close();
        zmq.close().block(PATIENCE);
    }

    @Test
    void handsAJobToTheWorker() {
        app.http()
                .post()
                .uri("/jobs")
                .bodyValue("sweep")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .isEmpty();
        assertThat(worker.receiveOne().map(ZmqMessage::text).block(PATIENCE)).isEqualTo("sweep");
    }

    @Test
    void refusesAJobWhenNoWorkerIsThere() {
        worker.close().block(PATIENCE);
        app.http()
                .post()
                .uri("/jobs")
                .bodyValue("sweep")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .consumeWith(body ->
                        assertThat(new String(body.getResponseBody(), UTF_8)).contains("No worker has room"));
    }

    @Test
    void doesEachAcceptedJobOnceAndNoRefusedOne() {
        List<String> accepted = new ArrayList<>();
        int status = 202;
        for (int i = 0; status == 202; i++) {
            String job = i + PADDING;
            status = app.post("/jobs", job).block(PATIENCE);
            if (status == 202) {
                accepted.add(job);
            }
        }
        assertThat(status).isEqualTo(503);
        assertThat(accepted).hasSizeGreaterThan(10);

        assertThat(worker.receive()
                        .map(ZmqMessage::text)
                        .take(accepted.size())
                        .collectList()
                        .block(PATIENCE))
                .isEqualTo(accepted);
        assertThat(worker.receiveOne()
                        .timeout(Duration.ofMillis(300), Mono.empty())
                        .block(PATIENCE))
                .as("one more")
                .isNull();
    }
}
