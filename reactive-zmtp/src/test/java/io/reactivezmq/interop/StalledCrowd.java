package io.reactivezmq.interop;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.RawPeer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;

/**
 * A program with little memory: many subscribers stall, one does not. It prints {@code OK} and how much memory outside
 * the heap was used at most, or fails.
 */
final class StalledCrowd {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BUFFER = 16 * 1024;
    private static final int MESSAGE = 1024;
    private static final int MARK = 1000;

    private StalledCrowd() {}

    public static void main(String[] arguments) {
        int crowd = Integer.parseInt(arguments[0]);
        ZmqContext zmq = ZmqContext.create(o -> o.maxHandshakes(crowd + 10).maxHandshakesPerAddress(crowd + 10));
        PubSocket pub = zmq.pub(
                o -> o.sendHighWaterMark(MARK).sendBuffer(BUFFER).backlog(4096).linger(Duration.ofMillis(100)));
        Endpoint at = pub.bind("tcp://127.0.0.1:*").block(LIMIT);
        List<RawPeer> stalled = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            RawPeer peer = RawPeer.connect(at, BUFFER).shakeHands("SUB");
            peer.send(RawPeer.command("SUBSCRIBE"));
            stalled.add(peer);
        }
        SubSocket live = zmq.sub().subscribe("").connect(at);
        AtomicLong received = new AtomicLong();
        Disposable receiving = live.receive().subscribe(message -> received.incrementAndGet());
        pub.awaitSubscribers(crowd + 1).block(LIMIT);

        ZmqMessage message = ZmqMessage.wrap(new byte[MESSAGE]);
        long most = 0;
        for (int i = 0; i < 3 * MARK; i++) {
            pub.send(message).block(LIMIT);
            most = Math.max(most, direct());
        }
        for (int i = 0; i < MARK; i++) {
            // Whatever the others do, it goes on for this one.
            long before = received.get();
            pub.send(message).block(LIMIT);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (received.get() == before) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the live subscriber gets nothing any more");
                }
                Thread.onSpinWait();
            }
        }
        most = Math.max(most, direct());
        int peers = pub.statistics().block(LIMIT).peers().size();
        receiving.dispose();
        zmq.close().block(LIMIT);
        stalled.forEach(RawPeer::close);
        System.out.println("OK " + peers + " peers, " + most / 1024 + " KiB outside the heap");
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
