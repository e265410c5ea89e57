package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WindowTest {

    @Test
    void measuresExactlySoManyAfterTheFirst() {
        Window window = new Window(16, 1000, 0, 0);

        for (int i = 0; i < 1000; i++) {
            assertThat(window.message(16)).as("message %d", i).isTrue();
        }
        assertThat(window.result()).isNotDone();
        assertThat(window.message(16)).isFalse();
        assertThat(window.result().join().messages()).isEqualTo(1000);
        assertThat(window.message(16)).as("one that comes later").isTrue();
    }

    @Test
    @Timeout(20)
    void leavesOutTheWarmUpAndEndsWithTheTime() {
        Window window = new Window(16, 0, 0.05, 0.05);
        long before = System.nanoTime();
        long count = 1;
        while (window.message(16)) {
            count++;
        }

        Throughput measured = window.result().join();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
        assertThat(measured.used().seconds()).isGreaterThanOrEqualTo(0.05);
        assertThat(measured.messages()).isPositive().isLessThan(count);
    }

    @Test
    void refusesAMessageOfAnotherSize() {
        Window window = new Window(16, 10, 0, 0);

        assertThat(window.message(15)).as("goes on").isFalse();

        assertThatThrownBy(() -> window.result().join()).hasMessageContaining("15 bytes, not 16");
    }
}
