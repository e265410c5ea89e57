package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A source without end that emits on the loop leaves every connection of that loop its turn. */
class FairLoopTest {

    private static final ZmqMessage TICK = ZmqMessage.of("tick");
    private static final int TURNS = 20;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * A loop that was busy with tasks for a second at a time would take longer than this for a single handshake. Of all
     * turns the one in the middle counts: on a busy machine any single one may be late.
     */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ZmqContext busy = ZmqContext.create(o -> o.loops(1));
    private final ZmqContext others = ZmqContext.create(o -> o.loops(1));

    @AfterEach
    void close() {
        Mono.when(busy.close(), others.close()).block(Duration.ofSeconds(30));
    }

    private static Flux<ZmqMessage> endless() {
        return Flux.generate(sink -> sink.next(TICK));
    }

    private static void assertPrompt(Runnable turn) {
        List<Duration> times = new ArrayList<>(TURNS);
        for (int i = 0; i < TURNS; i++) {
            long start = System.nanoTime();
            turn.run();
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        Collections.sort(times);
        assertThat(times.get(TURNS / 2)).as("the median of %s", times).isLessThan(SHORT);
    }

    @Test
    void subscribersComeAndGoWhileAPublisherNeverPauses() {
        PubSocket pub = busy.pub();
        String address = pub.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        pub.send(endless()).onErrorComplete().subscribe();

        assertPrompt(() -> {
            SubSocket sub = others.sub();
            ZmqMessage first =
                    sub.connect(address).subscribe("tick").receive().next().block(LIMIT);
            assertThat(first).isEqualTo(TICK);
            sub.close().block(LIMIT);
        });
    }

    /** Behind a WebSocket each message takes longer, and the smallest ones are the most in a turn. */
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ws"})
    void questionsAreAnsweredWhileThePipelineBesideNeverPauses(String transport) {
        PullSocket pull = others.pull();
        AtomicLong pulled = new AtomicLong();
        pull.receive().subscribe(message -> pulled.incrementAndGet());
        PushSocket push = busy.push(o -> o.linger(Duration.ZERO))
                .connect(pull.bind(transport + "://127.0.0.1:*").block(LIMIT).uri());
        push.send(endless().map(tick -> ZmqMessage.of(""))).onErrorComplete().subscribe();
        RepSocket rep = busy.rep();
        ReqSocket req =
                others.req().connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT).uri());
        rep.serve(Mono::just).onErrorComplete().subscribe();

        assertPrompt(() -> assertThat(req.request("ping").block(LIMIT).text()).isEqualTo("ping"));
        assertThat(pulled).hasPositiveValue();
    }

    @Test
    void questionsAreAnsweredWhileMessagesGoInCirclesWithinTheLoop() {
        PullSocket pull = busy.pull();
        AtomicLong pulled = new AtomicLong();
        pull.receive().subscribe(message -> pulled.incrementAndGet());
        pull.bind("inproc://within").block(LIMIT);
        busy.push(o -> o.linger(Duration.ZERO))
                .connect("inproc://within")
                .send(endless())
                .onErrorComplete()
                .subscribe();
        RepSocket rep = busy.rep();
        ReqSocket req =
                others.req().connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT).uri());
        rep.serve(Mono::just).onErrorComplete().subscribe();

        assertPrompt(() -> assertThat(req.request("ping").block(LIMIT).text()).isEqualTo("ping"));
        assertThat(pulled).hasPositiveValue();
    }
}
