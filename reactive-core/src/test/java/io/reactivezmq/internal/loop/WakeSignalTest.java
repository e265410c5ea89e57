package io.reactivezmq.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WakeSignalTest {

    @Test
    void oneOfSeveralProducersWakesAnIdleConsumer() {
        WakeSignal signal = WakeSignal.idle();
        assertThat(signal.mustWake()).isTrue();
        assertThat(signal.mustWake()).isFalse();
    }

    @Test
    void noProducerWakesAConsumerThatIsAwake() {
        WakeSignal signal = WakeSignal.awake();
        assertThat(signal.mustWake()).isFalse();
        assertThat(signal.goIdle()).isTrue();
        assertThat(signal.mustWake()).isTrue();
    }

    @Test
    void aConsumerThatIsIdleHasNothingToLookFor() {
        WakeSignal signal = WakeSignal.idle();
        assertThat(signal.goIdle()).isFalse();
        assertThat(signal.mustWake()).isTrue();
    }

    @Test
    void aConsumerResumesUnlessAProducerHasSubmittedTheTask() {
        WakeSignal signal = WakeSignal.awake();
        signal.goIdle();
        assertThat(signal.resume()).isTrue();
        assertThat(signal.mustWake()).isFalse();
        signal.goIdle();
        assertThat(signal.mustWake()).isTrue();
        assertThat(signal.resume()).isFalse();
    }

    @Test
    void aConsumerThatStaysAwakeIsNotWoken() {
        WakeSignal signal = WakeSignal.idle();
        signal.stayAwake();
        assertThat(signal.mustWake()).isFalse();
        assertThat(signal.goIdle()).isTrue();
        assertThat(signal.mustWake()).isTrue();
    }

    /** When the consumer goes idle: before it handles the items, or afterwards. */
    private enum Order {
        IDLE_FIRST,
        IDLE_LAST
    }

    private enum Next {
        BEGIN,
        HANDLE,
        GO_IDLE,
        LOOK,
        RESUME
    }

    /** A producer and a consumer, each of whose steps is one access to what they share. */
    private static final class Model {

        private static final int ITEMS = 3;

        private final Order order;
        private final WakeSignal signal = WakeSignal.idle();
        private final ArrayDeque<Integer> queue = new ArrayDeque<>();
        private final ArrayDeque<Integer> handled = new ArrayDeque<>();
        private int published;
        private boolean asking;
        private int tasks;
        private int mostTasks;
        private Next next = Next.BEGIN;

        Model(Order order) {
            this.order = order;
        }

        boolean produce() {
            if (asking) {
                asking = false;
                if (signal.mustWake()) {
                    mostTasks = Math.max(mostTasks, ++tasks);
                }
            } else if (published < ITEMS) {
                queue.add(published++);
                asking = true;
            } else {
                return false;
            }
            return true;
        }

        boolean consume() {
            switch (next) {
                case BEGIN -> {
                    if (tasks == 0) {
                        return false;
                    }
                    tasks--;
                    next = order == Order.IDLE_FIRST ? Next.GO_IDLE : Next.HANDLE;
                }
                case HANDLE -> {
                    Integer item = queue.poll();
                    if (item != null) {
                        handled.add(item);
                    } else {
                        next = order == Order.IDLE_FIRST ? Next.BEGIN : Next.GO_IDLE;
                    }
                }
                case GO_IDLE -> {
                    boolean wasAwake = signal.goIdle();
                    next = order == Order.IDLE_FIRST ? Next.HANDLE : wasAwake ? Next.LOOK : Next.BEGIN;
                }
                case LOOK -> next = queue.isEmpty() ? Next.BEGIN : Next.RESUME;
                case RESUME -> next = signal.resume() ? Next.HANDLE : Next.BEGIN;
            }
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void noWakeUpIsLostWhateverTheOrderOfTheSteps(Order order) {
        int steps = 16;
        for (int schedule = 0; schedule < 1 << steps; schedule++) {
            Model model = new Model(order);
            for (int i = 0; i < steps; i++) {
                if ((schedule >> i & 1) == 0) {
                    model.produce();
                } else {
                    model.consume();
                }
            }
            while (model.produce() || model.consume()) {
                // Until both have nothing left to do.
            }
            assertThat(model.handled)
                    .as("schedule %s", Integer.toBinaryString(schedule))
                    .containsExactly(0, 1, 2);
            assertThat(model.mostTasks).isEqualTo(1);
        }
    }
}
