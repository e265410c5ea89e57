package io.reactivezmq.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

/** Calls to a socket whose loop has ended. */
@Timeout(20)
class HomeLoopTest {

    private final HomeLoop home = new HomeLoop(new EndedLoop());
    private final List<String> order = new ArrayList<>();

    @Test
    void aCallRunsAtOnce() {
        home.call(() -> order.add("call"));
        home.callLater(() -> order.add("later"));
        home.execute(() -> order.add("execute"));
        home.executeLater(() -> order.add("execute later"));
        assertThat(order).containsExactly("call", "later", "execute", "execute later");
    }

    @Test
    void whatWaitsForTimeToPassRunsAtOnce() {
        Disposable timer = home.scheduleOrRun(() -> order.add("timer"), Duration.ofSeconds(1));
        assertThat(order).containsExactly("timer");
        assertThat(timer.isDisposed()).isTrue();
    }

    @Test
    void applicationCodeMayWaitThereForAnotherCaller() {
        home.execute(() -> {
            order.add("first");
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> home.execute(() -> order.add("second")));
            other.orTimeout(5, TimeUnit.SECONDS).join();
            order.add("first ends");
        });
        assertThat(order).containsExactly("first", "first ends", "second");
    }

    @Test
    void aCallMadeByACallRunsAfterIt() {
        home.call(() -> {
            home.execute(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void aCallThatThrowsPreventsNoOther() {
        assertThatThrownBy(() -> home.execute(() -> {
                    home.execute(() -> order.add("second"));
                    throw new StackOverflowError("first");
                }))
                .hasMessage("first");
        home.execute(() -> order.add("third"));
        assertThat(order).containsExactly("second", "third");
    }

    /** A loop that takes no tasks any more. */
    private static final class EndedLoop implements Loop {

        @Override
        public boolean inLoop() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            throw new RejectedExecutionException("ended");
        }

        @Override
        public void executeLater(Runnable task) {
            throw new RejectedExecutionException("ended");
        }

        @Override
        public Disposable schedule(Runnable task, Duration delay) {
            throw new RejectedExecutionException("ended");
        }

        @Override
        public RandomGenerator random() {
            throw new UnsupportedOperationException();
        }
    }
}
