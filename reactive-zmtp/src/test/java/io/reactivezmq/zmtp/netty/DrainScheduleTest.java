package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Drains are never nested and never left open, even if the body throws or stops it. */
class DrainScheduleTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Queue<BooleanSupplier> bodies = new ArrayDeque<>();
    private final DrainSchedule drains = new DrainSchedule(channel::eventLoop, this::drain, this::body);
    private int count;

    private void drain() {
        drains.drain();
    }

    private boolean body() {
        count++;
        BooleanSupplier next = bodies.poll();
        return next != null && next.getAsBoolean();
    }

    @Test
    void aDrainThatThrowsIsOver() {
        bodies.add(() -> {
            throw new OutOfMemoryError("test");
        });
        assertThatThrownBy(drains::drain).isInstanceOf(OutOfMemoryError.class);
        assertThat(drains.isDraining()).isFalse();
        drains.wake();
        channel.runPendingTasks();
        assertThat(count).isEqualTo(2);
    }

    @Test
    void anyNumberOfWakesLeadsToOneDrain() {
        drains.wake();
        drains.wake();
        channel.runPendingTasks();
        assertThat(count).isEqualTo(1);
    }

    @Test
    void aDrainInsideADrainDoesNothing() {
        bodies.add(() -> {
            assertThat(drains.isDraining()).isTrue();
            assertThat(drains.drain()).isFalse();
            return false;
        });
        assertThat(drains.drain()).isTrue();
        assertThat(count).isEqualTo(1);
    }

    @Test
    void aDrainWithMoreToDoIsFollowedByAnother() {
        bodies.add(() -> true);
        drains.drain();
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        assertThat(count).isEqualTo(2);
    }

    @Test
    void thereIsNoDrainAfterTheStop() {
        bodies.add(() -> {
            drains.stop();
            return true;
        });
        drains.drain();
        drains.wake();
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        assertThat(drains.drain()).isFalse();
        assertThat(count).isEqualTo(1);
    }
}
