package io.reactivezmq.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.testing.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SlicedWorkTest {

    private static final int LONG = 10_000;

    private final ManualLoop loop = new ManualLoop();
    private final SlicedWork work = new SlicedWork(loop);
    private final List<String> done = new ArrayList<>();

    private BooleanSupplier steps(String name, int count) {
        int[] left = {count};
        return () -> {
            done.add(name);
            return --left[0] > 0;
        };
    }

    @Test
    void shortWorkIsDoneAtOnce() {
        work.add(steps("a", 3));
        work.add(steps("b", 1));
        assertThat(done).containsExactly("a", "a", "a", "b");
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void longWorkIsDoneInTurnsAndInOrder() {
        work.add(steps("long", LONG));
        work.add(steps("short", 1));
        assertThat(done.size()).isPositive().isLessThan(LONG / 10);
        assertThat(loop.waiting()).isEqualTo(1);
        loop.run();
        assertThat(done).hasSize(LONG + 1).endsWith("long", "short");
        assertThat(work.isWaiting()).isFalse();
    }

    @Test
    void workMayBeDoneAheadOfItsTurn() {
        work.add(steps("long", LONG));
        int before = done.size();
        work.step();
        assertThat(done).hasSize(before + 1);
        loop.run();
        assertThat(done).hasSize(LONG);
    }

    @Test
    void anAnswerComesBehindTheWorkBeforeItAndAlsoWhenThatIsGivenUp() {
        work.whenDone(() -> done.add("at once"));
        assertThat(done).containsExactly("at once");
        work.add(steps("long", LONG));
        work.whenDone(() -> done.add("behind"));
        assertThat(done).doesNotContain("behind");
        work.stop();
        assertThat(done).endsWith("behind");
        int then = done.size();
        loop.run();
        work.add(steps("too late", 1));
        assertThat(done).hasSize(then);
        work.whenDone(() -> done.add("closed"));
        assertThat(done).endsWith("closed");
    }
}
