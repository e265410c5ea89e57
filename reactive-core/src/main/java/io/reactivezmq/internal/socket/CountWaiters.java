package io.reactivezmq.internal.socket;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.HomeLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The Monos that wait until a count, of peers or of subscribers, is high enough. */
public final class CountWaiters {

    private final HomeLoop loop;
    private final IntSupplier count;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private @Nullable ZmqException closed;

    /** Not a record, as each waiter must be equal to itself only. */
    private static final class Waiter {

        private final int needed;
        private final MonoSink<Void> sink;

        Waiter(int needed, MonoSink<Void> sink) {
            this.needed = needed;
            this.sink = sink;
        }
    }

    public CountWaiters(HomeLoop loop, IntSupplier count) {
        this.loop = loop;
        this.count = count;
    }

    public Mono<Void> await(int needed) {
        if (needed < 0) {
            throw new InvalidOptionException("count", needed, "at least 0");
        }
        return loop.mono(sink -> add(new Waiter(needed, sink)));
    }

    private Runnable add(Waiter waiter) {
        if (closed != null) {
            waiter.sink.error(closed);
        } else if (count.getAsInt() >= waiter.needed) {
            waiter.sink.success();
        } else {
            waiters.add(waiter);
        }
        return () -> waiters.remove(waiter);
    }

    public void changed() {
        if (waiters.isEmpty()) {
            return;
        }
        int now = count.getAsInt();
        for (Waiter waiter : List.copyOf(waiters)) {
            if (now >= waiter.needed) {
                waiters.remove(waiter);
                // In a task of its own, as the count changes in the middle of other work.
                loop.execute(waiter.sink::success);
            }
        }
    }

    public void close(ZmqException reason) {
        closed = reason;
        List<Waiter> open = List.copyOf(waiters);
        waiters.clear();
        open.forEach(waiter -> waiter.sink.error(reason));
    }
}
