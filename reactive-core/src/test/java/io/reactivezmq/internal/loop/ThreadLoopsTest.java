package io.reactivezmq.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

class ThreadLoopsTest {

    private final ThreadLoops loops = new ThreadLoops(2);
    private final Loop loop = loops.next();

    @AfterEach
    void end() {
        loops.shutdown().block();
        Hooks.resetOnErrorDropped();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void runsTasksInOrderOnItsOwnThread() throws Exception {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        loop.execute(() -> last.complete(loop.inLoop()));
        assertThat(get(last)).isTrue();
        assertThat(loop.inLoop()).isFalse();
        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void takesTurns() {
        Loop second = loops.next();
        assertThat(second).isNotSameAs(loop);
        assertThat(loops.next()).isSameAs(loop);
        assertThat(loops.next()).isSameAs(second);
    }

    @Test
    void aTimerRunsUnlessItIsDisposedOf() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        List<String> order = new ArrayList<>();
        // On the loop, where the timer cannot run before it is disposed of, however late this thread is.
        loop.execute(() ->
                loop.schedule(() -> order.add("never"), Duration.ofMillis(5)).dispose());
        loop.schedule(
                () -> {
                    order.add("timer");
                    ran.complete(loop.inLoop());
                },
                Duration.ofMillis(10));
        assertThat(get(ran)).isTrue();
        assertThat(order).containsExactly("timer");
    }

    @Test
    void aTaskThatThrowsIsReportedAndTheNextOneRuns() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        CompletableFuture<Throwable> timed = new CompletableFuture<>();
        Hooks.onErrorDropped(error -> {
            if (!reported.complete(error)) {
                timed.complete(error);
            }
        });
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        loop.execute(() -> {
            throw new IllegalStateException("task");
        });
        loop.execute(() -> next.complete(true));
        assertThat(get(next)).isTrue();
        assertThat(get(reported)).hasMessage("task");
        loop.schedule(
                () -> {
                    throw new IllegalStateException("timer");
                },
                Duration.ofMillis(1));
        assertThat(get(timed)).hasMessage("timer");
    }

    @Test
    void refusesToBlock() throws Exception {
        CompletableFuture<Object> isNonBlocking = new CompletableFuture<>();
        CompletableFuture<Throwable> block = new CompletableFuture<>();
        CompletableFuture<Throwable> wait = new CompletableFuture<>();
        loop.execute(() -> {
            isNonBlocking.complete(Thread.currentThread() instanceof NonBlocking);
            try {
                Mono.delay(Duration.ofMillis(1)).block();
                block.complete(new AssertionError("it blocked"));
            } catch (Throwable refused) {
                block.complete(refused);
            }
            try {
                new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
                wait.complete(new AssertionError("it waited"));
            } catch (Throwable refused) {
                wait.complete(refused);
            }
        });
        assertThat(get(isNonBlocking)).isEqualTo(true);
        assertThat(get(block)).isInstanceOf(IllegalStateException.class).hasMessageContaining("block");
        assertThat(get(wait).getClass().getName()).contains("BlockingOperationError");
    }

    /** The executor's own error describes it, and takes its lock for that: the caller may be another loop. */
    @Test
    void aLoopThatHasEndedRefusesWithoutALock() {
        loops.shutdown().block();
        assertThatThrownBy(() -> loop.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("The loop has ended");
        assertThatThrownBy(() -> loop.schedule(() -> {}, Duration.ZERO))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("The loop has ended");
    }

    /** Messages between sockets on different loops, with BlockHound watching every one of our own steps. */
    @Test
    void nothingOfOursBlocksThere() {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(2));
        PushSocket push = zmq.push(o -> o.sendHighWaterMark(10));
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(10));
        pull.bind("inproc://watched").block();
        push.connect("inproc://watched");
        Received<ZmqMessage> received = Received.of(pull.receive().take(1000), 1, (self, message) -> self.request(1));
        for (int i = 0; i < 1000; i++) {
            push.send("m" + i).block(Duration.ofSeconds(10));
        }
        received.awaitEnd();
        assertThat(received.isCompleted()).isTrue();
        zmq.close().block(Duration.ofSeconds(10));
    }
}
