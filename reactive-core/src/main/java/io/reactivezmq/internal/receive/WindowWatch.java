package io.reactivezmq.internal.receive;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Checks once a second whether the schedulers of open windows still exist. Otherwise messages in a window would stay
 * there forever when its scheduler is disposed of, as nothing else happens then. Used on the loop only.
 */
final class WindowWatch {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Loop loop;
    private final Set<SchedulerSubscription> open = new LinkedHashSet<>();
    private boolean waiting;

    WindowWatch(Loop loop) {
        this.loop = loop;
    }

    void add(SchedulerSubscription subscription) {
        open.add(subscription);
        lookLater();
    }

    void remove(SchedulerSubscription subscription) {
        open.remove(subscription);
    }

    private void lookLater() {
        if (waiting || open.isEmpty()) {
            return;
        }
        try {
            loop.schedule(this::look, PERIOD);
            waiting = true;
        } catch (RejectedExecutionException ended) {
            // The loop has ended, and the socket with it.
        }
    }

    private void look() {
        waiting = false;
        List.copyOf(open).forEach(SchedulerSubscription::lookAfterScheduler);
        lookLater();
    }
}
