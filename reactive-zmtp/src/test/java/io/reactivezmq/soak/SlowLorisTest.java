package io.reactivezmq.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.RawPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/**
 * Crowds of connections that cost others nothing: those that send a byte a second, and those that announce more than
 * they send. Meanwhile a client asks and is answered. 200 of them in a build, 5000 with the profile soak.
 */
@DisplayName("Slow and greedy peers")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SlowLorisTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TIME =
            Duration.parse(System.getProperty("soak.time", "PT3S")).dividedBy(4);
    private static final int CROWD = TIME.compareTo(Duration.ofSeconds(5)) > 0 ? 5000 : 200;

    private final ZmqContext zmq =
            ZmqContext.create(o -> o.maxHandshakes(10_000).maxHandshakesPerAddress(10_000));
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final List<SocketChannel> crowd = new ArrayList<>();
    private RepSocket rep;
    private ReqSocket req;
    private Endpoint at;

    /** Of the live client. */
    private record Latency(int count, double median, double p99, double most) {

        @Override
        public String toString() {
            return "%d round trips, median %.3f ms, 99 %% %.3f ms, most %.3f ms".formatted(count, median, p99, most);
        }
    }

    private void open() {
        rep = zmq.rep(o -> o.backlog(4096)
                .maxHandshakes(10_000)
                .maxHandshakesPerAddress(10_000)
                .handshakeTimeout(Duration.ofMinutes(2)));
        rep.events().subscribe(event -> {
            String kind = event.getClass().getSimpleName();
            if (kind.equals("Accepted")) {
                accepted.incrementAndGet();
            } else if (kind.equals("Disconnected") || kind.equals("HandshakeFailed")) {
                gone.incrementAndGet();
            }
        });
        at = rep.bind("tcp://127.0.0.1:*").block(LIMIT);
        rep.serve(request -> Mono.just(ZmqMessage.of("answer"))).subscribe();
        req = zmq.req().connect(at);
        ask(Duration.ofMillis(500));
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : crowd) {
            channel.close();
        }
        zmq.close().block(LIMIT);
    }

    private Latency ask(Duration time) {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            assertThat(req.request("question").block(LIMIT)).isNotNull();
            nanos.add(System.nanoTime() - before);
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Latency(
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }

    private static long memory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private void come(byte[] first) throws IOException {
        int before = accepted.get();
        for (int i = 0; i < CROWD; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", at.port()));
            crowd.add(channel);
            if (first.length > 0) {
                channel.write(ByteBuffer.wrap(first));
            }
            channel.configureBlocking(false);
        }
        Await.until("all are accepted", () -> accepted.get() >= before + CROWD);
    }

    private Latency whileEachSendsAByteASecond(byte[] bytes) throws IOException {
        List<Latency> parts = new ArrayList<>();
        long end = System.nanoTime() + TIME.toNanos();
        for (int second = 0; System.nanoTime() < end; second++) {
            for (SocketChannel channel : crowd) {
                try {
                    channel.write(ByteBuffer.wrap(bytes, second % bytes.length, 1));
                } catch (IOException e) {
                    throw new IOException("after " + second + " s, " + gone + " are gone", e);
                }
            }
            parts.add(ask(Duration.ofSeconds(1)));
        }
        return new Latency(
                parts.stream().mapToInt(Latency::count).sum(),
                parts.stream().mapToDouble(Latency::median).sorted().toArray()[parts.size() / 2],
                parts.stream().mapToDouble(Latency::p99).max().orElseThrow(),
                parts.stream().mapToDouble(Latency::most).max().orElseThrow());
    }

    private void report(String what, long before, long during, Latency alone, Latency beside) {
        System.out.printf(
                "%s, %d connections: memory %.1f MiB before, %.1f MiB during (%.1f KiB each, ours and the test's)%n"
                        + "  alone:  %s%n  beside: %s%n",
                what, CROWD, before / 1048576.0, during / 1048576.0, (during - before) / 1024.0 / CROWD, alone, beside);
        assertThat(during - before).as("more memory").isLessThan(16L * 1024 * 1024 + CROWD * 24L * 1024);
        // A busy machine makes both late alike.
        assertThat(beside.median()).as("median latency").isLessThan(250 + 10 * alone.median());
    }

    @Test
    @DisplayName("A byte a second each")
    void slow() throws IOException {
        open();
        Latency alone = ask(TIME.dividedBy(4));
        long before = memory();
        come(new byte[0]);
        byte[] greeting = Arrays.copyOf(RawPeer.greeting(), 64);
        Latency beside = whileEachSendsAByteASecond(greeting);
        long during = memory();
        assertThat(gone).hasValue(0);
        report("A byte a second", before, during, alone, beside);
        assertThat(rep.statistics().block(LIMIT).peers())
                .as("only the live client takes part")
                .hasSize(1);
    }

    private static byte[] announcing(long size) {
        byte[] ready = RawPeer.ready("DEALER");
        return ByteBuffer.allocate(64 + ready.length + 9 + 1)
                .put(RawPeer.greeting())
                .put(ready)
                .put((byte) 2)
                .putLong(size)
                .put((byte) 0)
                .array();
    }

    @Test
    @DisplayName("Frames of 2^40 bytes announced")
    void greedy() throws IOException {
        open();
        Latency alone = ask(TIME.dividedBy(4));
        long before = memory();
        come(announcing(1L << 40));
        Latency beside = ask(TIME);
        Await.until("all are closed", () -> gone.get() >= CROWD);
        report("2^40 bytes announced", before, memory(), alone, beside);
    }

    @Test
    @DisplayName("Frames as large as allowed announced, and a byte a second sent")
    void greedyAndSlow() throws IOException {
        open();
        Latency alone = ask(TIME.dividedBy(4));
        long before = memory();
        come(announcing(255L << 20));
        Latency beside = whileEachSendsAByteASecond(new byte[] {0});
        long during = memory();
        assertThat(gone).hasValue(0);
        report("255 MiB announced", before, during, alone, beside);
    }
}
