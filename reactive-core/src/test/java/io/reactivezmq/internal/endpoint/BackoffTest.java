package io.reactivezmq.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.ManualLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static Backoff backoff(long interval, long most) {
        return new Backoff(
                new PushOptions()
                        .reconnectInterval(Duration.ofMillis(interval))
                        .reconnectIntervalMax(Duration.ofMillis(most))
                        .settings()
                        .links()
                        .connect()
                        .reconnect(),
                new ManualLoop());
    }

    private static void assertNext(Backoff backoff, long base) {
        assertThat(backoff.next().toMillis()).isBetween(base, 2 * base);
    }

    @RepeatedTest(20)
    void doublesToTheBoundAndStaysThere() {
        Backoff backoff = backoff(100, 500);
        for (long base : new long[] {100, 200, 400, 500, 500, 500}) {
            assertNext(backoff, base);
        }
        assertThat(backoff.hasGrown()).isTrue();
        backoff.reset();
        assertThat(backoff.hasGrown()).isFalse();
        assertNext(backoff, 100);
        assertNext(backoff, 200);
    }

    @Test
    void aConnectionHasToLastAsLongAsTheDelayThatItEndsAndASecondAtLeast() {
        Backoff backoff = backoff(500, 4000);
        for (long standing : new long[] {1000, 1000, 2000, 4000, 4000}) {
            assertThat(backoff.standing()).isEqualTo(Duration.ofMillis(standing));
            backoff.next();
        }
    }

    @Test
    void doublingOrNotItNeverGoesWithoutJitter() {
        for (long bound : new long[] {0, 100_000}) {
            for (int failures = 0; failures < 8; failures++) {
                Set<Duration> seen = new HashSet<>();
                for (int client = 0; client < 50; client++) {
                    Backoff backoff = backoff(1000, bound);
                    Duration delay = backoff.next();
                    for (int i = 0; i < failures; i++) {
                        delay = backoff.next();
                    }
                    seen.add(delay);
                }
                assertThat(seen)
                        .as("clients of one server that went down, after %d failures", failures + 1)
                        .hasSizeGreaterThan(25);
            }
        }
    }

    @Test
    void withoutABoundItDoesNotGrow() {
        Backoff backoff = backoff(100, 0);
        for (int i = 0; i < 10; i++) {
            assertNext(backoff, 100);
        }
    }

    @Test
    void aBoundBelowTheIntervalIsIgnored() {
        Backoff backoff = backoff(200, 50);
        for (int i = 0; i < 10; i++) {
            assertNext(backoff, 200);
        }
    }

    @Test
    void theLongestIntervalsDoNotOverflow() {
        Backoff backoff = backoff(Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            assertNext(backoff, Integer.MAX_VALUE);
        }
    }
}
