package io.reactivezmq.samples.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class ShutdownTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PADDING = " " + "x".repeat(100_000);

    private final ZmqContext zmq = ZmqContext.create();
    private PubSocket feed;
    private RepSocket service;
    private PullSocket worker;
    private List<String> properties;

    @BeforeEach
    void start() {
        feed = zmq.pub();
        service = zmq.rep();
        worker = zmq.pull(o -> o.receiveHighWaterMark(1).receiveBuffer(64 * 1024));
        properties = List.of(
                "sample.quotes.endpoint=" + feed.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.ask.connect=" + service.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "sample.ask.timeout=10s",
                "zmq.sockets.jobs.connect=" + worker.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.jobs.send-high-water-mark=10",
                "sample.jobs.wait-for-room=200ms");
    }

    @AfterEach
    void stop() {
        zmq.close().block(PATIENCE);
    }

    private App app(String... more) {
        return App.start(Stream.concat(properties.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void waitsUntilAcceptedJobsAreSent() throws Exception {
        try (App app = app("zmq.sockets.jobs.linger=30s")) {
            List<String> accepted = fill(app);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(app::stop);
            assertThatThrownBy(() -> stopped.get(1, TimeUnit.SECONDS))
                    .as("jobs are still to be sent")
                    .isInstanceOf(TimeoutException.class);

            CompletableFuture<List<String>> done = worker.receive()
                    .map(ZmqMessage::text)
                    .take(accepted.size())
                    .collectList()
                    .toFuture();
            stopped.get();
            assertThat(done.get()).isEqualTo(accepted);
        }
    }

    @Test
    void doesNotWaitForEver() {
        try (App app = app("zmq.sockets.jobs.linger=1s")) {
            fill(app);
            long since = System.nanoTime();
            app.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(Duration.ofSeconds(1), PATIENCE);
        }
    }

    private static List<String> fill(App app) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; ; i++) {
            String job = i + PADDING;
            if (app.post("/jobs", job).block(PATIENCE) == 202) {
                accepted.add(job);
            } else if (!accepted.isEmpty()) {
                // A refusal before the first acceptance only means that no worker is connected yet. This one means that
                // all queues are full.
                return accepted;
            }
        }
    }

    @Test
    void finishesWhatIsOpenAndLeavesNothing() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        service.serve(question -> {
                    asked.complete(question.text());
                    return Mono.just(ZmqMessage.of("answer")).delayElement(Duration.ofMillis(500));
                })
                .subscribe();
        List<String> threads = threads();
        long sockets = openSockets();

        try (App app = app()) {
            CompletableFuture<List<List<String>>> quotes = Flux.range(0, 3)
                    .flatMap(i -> app.quotes("EURUSD").collectList())
                    .collectList()
                    .toFuture();
            feed.awaitSubscribers(3).block(PATIENCE);
            feed.send(ZmqMessage.of("EURUSD", "last")).block(PATIENCE);
            Await.until("they are out", () -> feed.statistics().block(PATIENCE).messagesSent() == 3);
            CompletableFuture<String> answer = app.ask("question").toFuture();
            asked.get();
            ReqSocket req = app.bean(ReqSocket.class);
            PushSocket push = app.bean(PushSocket.class);
            ZmqContext context = app.bean(ZmqContext.class);
            int port = app.port();

            app.stop();

            assertThat(quotes.get()).as("ended, not broken off").hasSize(3).allMatch(List.of("last")::equals);
            assertThat(answer.get()).isEqualTo("answer");
            assertThat(req.isClosed()).isTrue();
            assertThat(push.isClosed()).isTrue();
            assertThat(context.isClosed()).isTrue();
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }

        Await.until(
                "no peers",
                () -> feed.statistics().block(PATIENCE).peers().isEmpty()
                        && service.statistics().block(PATIENCE).peers().isEmpty()
                        && worker.statistics().block(PATIENCE).peers().isEmpty());
        Await.until("no more threads than before", () -> threads.containsAll(threads()));
        Await.until("no more sockets than before", () -> openSockets() <= sockets);
    }

    /** Returns the names of all threads, except those of Reactor's shared parallel scheduler and of fork-join pools. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("parallel-") && !name.startsWith("ForkJoinPool"))
                .toList();
    }

    private static long openSockets() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(ShutdownTest::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
