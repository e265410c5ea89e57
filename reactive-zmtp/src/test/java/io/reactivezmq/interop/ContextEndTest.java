package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.zmtp.NettyLoops;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@DisplayName("A context that is closed while something finishes elsewhere")
class ContextEndTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private PrintStream errors;

    record Case(Loops kind, String endpoint) {

        static Stream<Case> all() {
            return Stream.of(Loops.values())
                    .flatMap(kind -> Stream.of(
                                    "tcp://localhost:*",
                                    "ws://localhost:*",
                                    "ipc://FILE",
                                    "tls+tcp://localhost:*",
                                    "wss://localhost:*",
                                    "udp://localhost:*")
                            .map(endpoint -> new Case(kind, endpoint)));
        }
    }

    /** What is done on helper threads waits until the context is closed. */
    private void holdHelpers() {
        Schedulers.onScheduleHook("hold", task -> () -> {
            if (!Thread.currentThread().getName().startsWith("boundedElastic")) {
                task.run();
                return;
            }
            begun.incrementAndGet();
            try {
                closed.await();
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.incrementAndGet();
            }
        });
    }

    @BeforeEach
    void listen() {
        errors = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        closed.countDown();
        Schedulers.resetOnScheduleHook("hold");
        System.setErr(errors);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("Exception"))
                .collect(Collectors.joining("\n"));
    }

    private void release() {
        closed.countDown();
        Await.until("helpers that have finished", () -> begun.get() > 0 && begun.get() == ended.get());
    }

    private ZmqContext context(Loops.Running loops) {
        return ZmqContext.on(NettyLoops.shared(useNative -> loops.netty()));
    }

    @ParameterizedTest
    @MethodSource("io.reactivezmq.interop.ContextEndTest$Case#all")
    @DisplayName("makes no channel for a loop that has ended, nor says anything, when it was to bind")
    void binding(Case given) {
        Loops.Running loops = given.kind().start();
        ZmqContext zmq = context(loops);
        holdHelpers();
        String endpoint =
                given.endpoint().replace("FILE", directory.resolve("s").toString());
        Mono<Endpoint> bound = (endpoint.startsWith("udp") ? zmq.dish() : zmq.pull())
                .bind(endpoint)
                .cache();
        bound.subscribe(at -> {}, failure -> {});
        Await.until("a helper at work", () -> begun.get() > 0);
        zmq.close().block(LIMIT);
        loops.close();
        release();
        assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> bound.block(LIMIT));
        assertThat(said()).isEmpty();
        assertThat(directory.resolve("s")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("makes no channel for a loop that has ended, nor says anything, when it was to connect")
    void connecting(Loops kind) {
        Loops.Running loops = kind.start();
        Sinks.One<List<InetAddress>> answer = Sinks.one();
        ZmqContext zmq =
                ZmqContext.on(NettyLoops.shared(useNative -> loops.netty()), o -> o.resolver(name -> answer.asMono()));
        holdHelpers();
        PushSocket push = zmq.push();
        for (String endpoint : List.of(
                "tls+tcp://127.0.0.1:9", "wss://127.0.0.1:9", "tcp://name:9", "ipc://" + directory.resolve("s"))) {
            push.connect(endpoint);
        }
        zmq.radio().connect("udp://127.0.0.1:9");
        zmq.radio().connect("udp://name:9");
        Await.until("helpers at work", () -> begun.get() >= 3);
        zmq.close().block(LIMIT);
        loops.close();
        answer.tryEmitValue(List.of(InetAddress.getLoopbackAddress()));
        release();
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("says nothing when an authenticator answers")
    void authenticating(Loops kind) {
        Loops.Running loops = kind.start();
        ZmqContext zmq = context(loops);
        Sinks.One<AuthResult> answer = Sinks.one();
        CurveKeyPair server = CurveKeyPair.generate();
        CountDownLatch asked = new CountDownLatch(1);
        PullSocket pull = zmq.pull(o -> o.curveServer(server).authenticator(request -> {
            asked.countDown();
            // Cancellation does not reach it.
            return Mono.create(sink -> answer.asMono().subscribe(sink::success));
        }));
        zmq.push(o -> o.curveClient(server.publicKey(), CurveKeyPair.generate()).linger(Duration.ZERO))
                .connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        Await.until("the question", () -> asked.getCount() == 0);
        zmq.close().block(LIMIT);
        loops.close();
        answer.tryEmitValue(AuthResult.accepted());
        assertThat(said()).isEmpty();
    }

    @Test
    @DisplayName("leaves no thread of its own behind")
    void noThreads() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ZmqContext zmq = ZmqContext.create();
        CurveKeyPair server = CurveKeyPair.generate();
        PullSocket pull = zmq.pull(o -> o.curveServer(server));
        PushSocket push = zmq.push(o -> o.curveClient(server.publicKey(), CurveKeyPair.generate()));
        push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT)).awaitPeers(1).block(LIMIT);
        assertThat(ours(before)).isNotEmpty();
        zmq.close().block(LIMIT);
        Await.until("the end of " + ours(before), () -> ours(before).isEmpty());
    }

    private static List<String> ours(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("zmq"))
                .toList();
    }
}
