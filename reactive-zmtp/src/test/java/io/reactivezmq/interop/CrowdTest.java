package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.testing.RawPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fifteen hundred clients that come while the loop of the socket is busy. */
@DisplayName("A crowd that comes at once")
class CrowdTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CROWD = 1500;

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
    private final List<SocketChannel> crowd = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (SocketChannel channel : crowd) {
            channel.close();
        }
        zmq.close().block(LIMIT);
    }

    /**
     * The system completes as many connections as may wait. Those beyond are tried again after one second, three, seven
     * and so on: clients that came at once would get in over half a minute.
     */
    @Test
    @DisplayName("has its connections before the loop looks, and gets in")
    void getsIn() throws Exception {
        assumeTrue(mayWait() >= CROWD, "the system allows fewer connections to wait");
        PullSocket pull = zmq.pull(o -> o.maxHandshakes(2 * CROWD).maxHandshakesPerAddress(2 * CROWD));
        int port = pull.bind("tcp://127.0.0.1:*").block(LIMIT).port();
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        pull.statistics().doOnNext(now -> spin(busy, all)).subscribe();
        busy.await();
        try {
            for (int i = 0; i < CROWD; i++) {
                SocketChannel channel = SocketChannel.open();
                crowd.add(channel);
                channel.socket().connect(new InetSocketAddress("127.0.0.1", port), 15_000);
            }
        } finally {
            all.countDown();
        }
        for (SocketChannel channel : crowd) {
            channel.write(ByteBuffer.wrap(RawPeer.greeting()));
            channel.write(ByteBuffer.wrap(RawPeer.ready("PUSH")));
        }
        pull.awaitPeers(CROWD).block(LIMIT);
        assertThat(pull.statistics().block(LIMIT).peers()).hasSize(CROWD);
    }

    private static int mayWait() throws IOException {
        Path limit = Path.of("/proc/sys/net/core/somaxconn");
        return Files.exists(limit) ? Integer.parseInt(Files.readAllLines(limit).get(0)) : 0;
    }

    /** Keeps the loop busy, without blocking it, until the crowd is there. */
    private static void spin(CountDownLatch busy, CountDownLatch all) {
        busy.countDown();
        long turns = 0;
        while (all.getCount() > 0) {
            turns++;
        }
        assertThat(turns).isPositive();
    }
}
