package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.LibzmqSocket.Numbers;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

@ExtendWith(LibzmqAvailable.class)
@DisplayName("A peer that stops reading")
class StalledPeerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int KERNEL_BUFFER = 64 * 1024;
    private static final int MESSAGE = 1024;

    private ZmqContext zmq;
    private PythonPeer libzmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        libzmq = PythonPeer.start();
    }

    @AfterEach
    void close() {
        libzmq.close();
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("stops a PUSH's publisher of ten million messages, costs no heap, and loses nothing")
    void stopsDemand(TestReporter reporter) {
        PushSocket push = zmq.push(o -> o.sendHighWaterMark(1000).sendBuffer(KERNEL_BUFFER));
        LibzmqSocket pull = libzmq.socket("PULL").set("RCVBUF", KERNEL_BUFFER);
        push.connect(pull.bind()).awaitPeers(1).block(LIMIT);
        AtomicLong requested = new AtomicLong();
        AtomicLong made = new AtomicLong();
        long heapBefore = heapAfterCollection();

        Disposable sending = push.send(Flux.range(0, 10_000_000)
                        .map(number -> Numbered.message(made.getAndIncrement(), MESSAGE))
                        .doOnRequest(requested::addAndGet))
                .subscribe();

        long atRest = Await.settled(QUIET, requested::get);
        long growth = heapAfterCollection() - heapBefore;
        reporter.publishEntry(
                "stalled", "requested %,d, made %,d, heap %+,d bytes".formatted(atRest, made.get(), growth));
        // High-water marks of both sides, the kernel's buffers and ours: a few thousand messages of a kilobyte.
        assertThat(atRest).isBetween(1000L, 5000L);
        assertThat(made).hasValue(atRest);
        assertThat(growth).isLessThan(4_000_000);

        Numbers resumed = pull.receiveNumbers(100_000).join();
        assertThat(resumed).isEqualTo(new Numbers(0, 99_999, 0));

        sending.dispose();
        long offered = Await.settled(QUIET, made::get);
        Numbers rest = pull.receiveNumbers(Math.toIntExact(offered - 100_000)).join();
        assertThat(rest).isEqualTo(new Numbers(100_000, offered - 1, 0));
        reporter.publishEntry("resumed", "all %,d messages arrived in order".formatted(offered));
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    @DisplayName("costs a PUB's nine other subscribers nothing, and its own losses are counted exactly")
    void countsDrops(TestReporter reporter) throws Exception {
        PubSocket pub = zmq.pub(o -> o.sendHighWaterMark(1000).sendBuffer(KERNEL_BUFFER));
        EventLog events = EventLog.of(pub);
        Endpoint endpoint = pub.bind("tcp://127.0.0.1:*").block(LIMIT);
        RawPeer stalled = RawPeer.connect(endpoint, KERNEL_BUFFER).shakeHands("SUB");
        stalled.send(RawPeer.command("SUBSCRIBE"));
        List<LibzmqSocket> foreign = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            foreign.add(libzmq.socket("SUB"));
        }
        foreign.forEach(sub -> sub.set("SUBSCRIBE", new byte[0]).connect(endpoint));
        ZmqContext elsewhere = ZmqContext.create();
        List<SubSocket> ours = IntStream.range(0, 4)
                .mapToObj(i -> elsewhere.sub().subscribe("").connect(endpoint))
                .toList();
        pub.awaitSubscribers(10).block(LIMIT);

        int rounds = 20;
        int perRound = 500;
        AtomicLong made = new AtomicLong();
        for (int round = 0; round < rounds; round++) {
            List<CompletableFuture<List<ZmqMessage>>> received = new ArrayList<>();
            foreign.forEach(sub -> received.add(sub.receive(perRound)));
            ours.forEach(sub ->
                    received.add(sub.receive().take(perRound).collectList().toFuture()));
            pub.send(Numbered.endless(made, MESSAGE).take(perRound)).block(LIMIT);
            for (CompletableFuture<List<ZmqMessage>> live : received) {
                assertRises(ForeignSocket.limited(live).join(), (long) round * perRound);
            }
        }

        long published = (long) rounds * perRound;
        PeerStatistics statistics = pub.statistics().block(LIMIT).peers().stream()
                .filter(peer -> peer.peer().address().equals(stalled.address()))
                .findFirst()
                .orElseThrow();
        long dropped = statistics.dropped(DropReason.PEER_FULL);
        reporter.publishEntry(
                "stalled",
                "published %,d, dropped %,d, handed over %,d, waiting %,d"
                        .formatted(published, dropped, statistics.messagesSent(), statistics.sendQueue()));
        assertThat(dropped).isGreaterThan(published / 2);
        assertThat(statistics.messagesSent() + statistics.sendQueue() + dropped).isEqualTo(published);
        assertThat(pub.statistics().block(LIMIT).dropped()).isEqualTo(dropped);
        MessagesDropped first = events.next(MessagesDropped.class);
        assertThat(first.total()).isOne();
        assertThat(first.reason()).isEqualTo(DropReason.PEER_FULL);
        assertThat(first.peer().address()).isEqualTo(stalled.address());

        // When it reads at last, it gets all the others.
        long last = -1;
        for (long i = 0; i < published - dropped; i++) {
            long number = Numbered.of(stalled.readMessage());
            assertThat(number).isGreaterThan(last);
            last = number;
        }
        pub.send(Numbered.message(published, MESSAGE)).block(LIMIT);
        assertThat(Numbered.of(stalled.readMessage())).isEqualTo(published);

        stalled.close();
        elsewhere.close().block(LIMIT);
    }

    private static void assertRises(List<ZmqMessage> messages, long from) {
        for (ZmqMessage message : messages) {
            assertThat(Numbered.of(message)).isEqualTo(from++);
        }
    }
}
