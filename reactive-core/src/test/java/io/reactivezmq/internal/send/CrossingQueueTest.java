package io.reactivezmq.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.ThreadLoops;
import io.reactivezmq.internal.loop.WakeSignal;
import io.reactivezmq.testing.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CrossingQueueTest {

    private static final int EXPECTED = 10;

    private final ManualLoop loop = new ManualLoop();
    private final List<String> polled = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private final CrossingQueue queue = new CrossingQueue(new HomeLoop(loop), this::drain, WakeSignal.idle());

    private void drain() {
        do {
            ZmqMessage message;
            while ((message = queue.poll()) != null) {
                if (room == 0) {
                    queue.hold(message);
                    return;
                }
                room--;
                polled.add(message.text());
            }
        } while (queue.goIdle() && !queue.isEmpty() && queue.resume());
    }

    private void put(String text) {
        queue.put(ZmqMessage.of(text), EXPECTED);
        queue.wake();
    }

    @Test
    void oneTaskPollsAllMessagesInOrder() {
        put("a");
        put("b");
        put("c");
        assertThat(loop.waiting()).isEqualTo(1);
        assertThat(queue.isEmpty()).isFalse();
        loop.run();
        assertThat(polled).containsExactly("a", "b", "c");
        assertThat(queue.isEmpty()).isTrue();
        put("d");
        assertThat(loop.waiting()).isEqualTo(1);
        loop.run();
        assertThat(polled).endsWith("d");
    }

    @Test
    void aMessageWithoutRoomComesFirstAndKeepsOthersFromWakingTheLoop() {
        room = 1;
        put("a");
        put("b");
        loop.run();
        assertThat(polled).containsExactly("a");
        assertThat(queue.isEmpty()).isFalse();
        put("c");
        assertThat(loop.waiting()).isZero();
        room = 5;
        drain();
        assertThat(polled).containsExactly("a", "b", "c");
        put("d");
        assertThat(loop.waiting()).isEqualTo(1);
    }

    @Test
    void aLoopThatIsAwakeAtTheBeginningLooksByItself() {
        CrossingQueue awake = new CrossingQueue(new HomeLoop(loop), () -> {}, WakeSignal.awake());
        awake.put(ZmqMessage.of("a"), EXPECTED);
        awake.wake();
        assertThat(loop.waiting()).isZero();
        assertThat(awake.poll()).isEqualTo(ZmqMessage.of("a"));
        assertThat(awake.poll()).isNull();
    }

    @Test
    void holdsMoreMessagesThanExpected() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100 * EXPECTED; i++) {
            put("m" + i);
            expected.add("m" + i);
        }
        loop.run();
        assertThat(polled).isEqualTo(expected);
    }

    @Test
    void nothingIsLostBetweenTwoThreads() throws InterruptedException {
        int total = 50_000;
        Duration patience = Duration.ofSeconds(20);
        ThreadLoops loops = new ThreadLoops(1);
        Semaphore demand = new Semaphore(EXPECTED);
        CountDownLatch all = new CountDownLatch(total);
        int[] next = {0};
        CrossingQueue[] crossing = new CrossingQueue[1];
        crossing[0] = new CrossingQueue(
                new HomeLoop(loops.next()),
                () -> {
                    do {
                        ZmqMessage message;
                        while ((message = crossing[0].poll()) != null) {
                            if (message.text().equals("" + next[0])) {
                                next[0]++;
                            }
                            demand.release();
                            all.countDown();
                        }
                    } while (crossing[0].goIdle() && !crossing[0].isEmpty() && crossing[0].resume());
                },
                WakeSignal.idle());
        for (int i = 0; i < total; i++) {
            assertThat(demand.tryAcquire(patience.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            crossing[0].put(ZmqMessage.of("" + i), EXPECTED);
            crossing[0].wake();
        }
        assertThat(all.await(patience.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next[0]).isEqualTo(total);
        loops.shutdown().block(patience);
    }
}
