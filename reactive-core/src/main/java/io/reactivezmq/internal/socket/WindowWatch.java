package io.reactivezmq.internal.socket;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sees once a second whether the schedulers that open windows belong to still exist. Otherwise the messages in a window
 * would stay there for ever when its scheduler is disposed of, as nothing else happens then. On the loop.
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
