package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A REP's handlers work as long as a requester waits for them, over each transport. */
class ServingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ZmqContext asking = ZmqContext.create(o -> o.loops(1));
    private final BlockingQueue<Work> begun = new LinkedBlockingQueue<>();

    /** Two contexts where the transport allows it: closing the server's must not close the asker's. */
    private ZmqContext serving = ZmqContext.create(o -> o.loops(1));

    @TempDir
    Path folder;

    /** A request in the handler. */
    private record Work(ZmqMessage request, Sinks.One<ZmqMessage> answer, CompletableFuture<Void> cancelled) {

        void finish() {
            answer.tryEmitValue(ZmqMessage.of("re: " + request.text()));
        }

        void awaitCancel() throws Exception {
            cancelled.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @AfterEach
    void close() {
        asking.close().block(PATIENCE);
        serving.close().block(PATIENCE);
    }

    private Publisher<ZmqMessage> handle(ZmqMessage request) {
        Work work = new Work(request, Sinks.one(), new CompletableFuture<>());
        return work.answer
                .asMono()
                .doOnCancel(() -> work.cancelled.complete(null))
                .doOnSubscribe(subscription -> begun.add(work));
    }

    private Work nextWork() throws InterruptedException {
        Work work = begun.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(work).as("a request in the handler").isNotNull();
        return work;
    }

    private String bound(RepSocket rep, String transport) {
        String at = switch (transport) {
            case "ipc" -> "ipc://" + folder.resolve("s");
            case "inproc" -> "inproc://serving-" + NUMBER.incrementAndGet();
            default -> transport + "://127.0.0.1:*";
        };
        return rep.bind(at).block(PATIENCE).uri();
    }

    private RepSocket rep(String transport) {
        if (transport.equals("inproc")) {
            serving = asking;
        }
        return serving.rep();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ipc", "ws", "inproc"})
    void aSocketThatIsClosedStillAnswersWhatItWorksOn(String transport) throws Exception {
        RepSocket rep = rep(transport);
        String at = bound(rep, transport);
        rep.serve(this::handle).subscribe();
        ReqSocket req = asking.req().connect(at);
        CompletableFuture<ZmqMessage> answer = req.request("q").toFuture();
        Work work = nextWork();
        CompletableFuture<Void> closed = rep.close().toFuture();
        assertThat(closed).isNotDone();
        work.finish();
        assertThat(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).text())
                .isEqualTo("re: q");
        closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(work.cancelled).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ipc", "ws"})
    void aContextThatIsClosedStillAnswersWhatItsSocketsWorkOn(String transport) throws Exception {
        RepSocket rep = serving.rep();
        String at = bound(rep, transport);
        rep.requests().subscribe(request -> Mono.from(handle(request.message())).subscribe(request::reply));
        ReqSocket req = asking.req().connect(at);
        CompletableFuture<ZmqMessage> answer = req.request("q").toFuture();
        Work work = nextWork();
        CompletableFuture<Void> closed = serving.close().toFuture();
        work.finish();
        assertThat(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).text())
                .isEqualTo("re: q");
        closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ipc", "ws", "inproc"})
    void fourAskersInLockstepThatGiveUpDoNotBlockFourPlaces(String transport) throws Exception {
        RepSocket rep = rep(transport);
        String at = bound(rep, transport);
        rep.serve(this::handle, 4).subscribe();
        for (int i = 0; i < 4; i++) {
            Disposable request = asking.req().connect(at).request("gives up").subscribe();
            Work work = nextWork();
            request.dispose();
            work.awaitCancel();
        }
        CompletableFuture<ZmqMessage> answer =
                asking.req().connect(at).request("waits").toFuture();
        nextWork().finish();
        assertThat(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).text())
                .isEqualTo("re: waits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ipc", "ws", "inproc"})
    void anAskerThatClosesCancelsItsHandler(String transport) throws Exception {
        RepSocket rep = rep(transport);
        String at = bound(rep, transport);
        rep.serve(this::handle, 1).subscribe();
        ReqSocket leaving = asking.req(o -> o.maxInFlight(8)).connect(at);
        leaving.request("leaves").subscribe(answer -> {}, lost -> {});
        Work work = nextWork();
        leaving.close().block(PATIENCE);
        work.awaitCancel();
        CompletableFuture<ZmqMessage> answer =
                asking.req().connect(at).request("waits").toFuture();
        nextWork().finish();
        assertThat(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).text())
                .isEqualTo("re: waits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void anAskerThatGivesUpAndStaysCostsItsPlaceUntilTheLimit(String transport) throws Exception {
        RepSocket rep = rep(transport);
        String at = bound(rep, transport);
        EventLog events = EventLog.of(rep);
        rep.serve(this::handle, o -> o.concurrency(1).timeout(Duration.ofMillis(200)))
                .subscribe();
        ReqSocket req = asking.req(o -> o.maxInFlight(8)).connect(at);
        Disposable request = req.request("gives up").subscribe();
        Work work = nextWork();
        request.dispose();
        work.awaitCancel();
        assertThat(events.next(SocketEvent.RequestFailed.class).cause()).isInstanceOf(RequestTimeoutException.class);
        assertThat(events.all()).noneMatch(event -> event instanceof SocketEvent.Disconnected);
    }
}
