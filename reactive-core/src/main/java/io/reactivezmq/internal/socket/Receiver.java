package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hands received messages to those who ask for them: first come, first served, each message to one of them. It lives on
 * the loop.
 *
 * <p>Each peer's messages keep their order over all receivers that come one after the other. What was handed out and
 * not delivered is back, at its place, before a receiver that begins later is handed anything; and as long as something
 * is back, nothing newer is handed out.
 */
final class Receiver implements MessageSink {

    private static final int LARGEST_WINDOW = 16_384;
    private static final int LARGEST_SET_ASIDE = 64;

    private final Loop loop;
    private final String name;
    private final int window;
    private final IntConsumer undelivered;
    private final TryReceiveBuffer setAside;
    private final WindowWatch watch;
    private final Runnable drain = this::drain;

    private final Set<ReceiveDemand> all = new LinkedHashSet<>();
    private final ArrayDeque<ReceiveDemand> asking = new ArrayDeque<>();
    private @Nullable FairQueue source;
    private @Nullable ReceiveDemand first;

    private final ReturnedMessages returned = new ReturnedMessages();
    private long lastNumber;

    /** The windows that were closed and are still to be emptied; the last one closed is the first here. */
    private final AtomicReference<@Nullable SchedulerSubscription> returning = new AtomicReference<>();

    /** A message is being handed over: application code may run, and ask and cancel. */
    private boolean handing;

    /** Asked to drain meanwhile. */
    private boolean again;

    private boolean closed;

    /** Of the socket of this name, for pipes of this high-water mark. What returns too late is told to the counter. */
    Receiver(Loop loop, String name, int highWaterMark, IntConsumer undelivered) {
        int most = highWaterMark == 0 ? LARGEST_WINDOW : Math.min(highWaterMark, LARGEST_WINDOW);
        this.loop = loop;
        this.name = name;
        this.undelivered = undelivered;
        this.setAside = new TryReceiveBuffer(this, Math.min(most, LARGEST_SET_ASIDE));
        this.watch = new WindowWatch(loop);
        this.window = most;
    }

    Flux<ZmqMessage> messages() {
        return ReceiveFlux.of(this);
    }

    Flux<ZmqMessage> messages(Scheduler scheduler) {
        return ReceiveFlux.of(this, Objects.requireNonNull(scheduler, "scheduler"), window);
    }

    Mono<ZmqMessage> next() {
        return ReceiveOne.of(this);
    }

    Mono<ZmqMessage> next(Duration timeout) {
        return ReceiveOne.of(this, Objects.requireNonNull(timeout, "timeout"));
    }

    @Nullable
    ZmqMessage tryNext() {
        return setAside.tryReceive();
    }

    void from(FairQueue queue) {
        source = queue;
    }

    Loop loop() {
        return loop;
    }

    String name() {
        return name;
    }

    void onLoop(Runnable action) {
        if (loop.inLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    // What arrives.

    @Override
    public boolean ready() {
        ReceiveDemand demand = first;
        return demand != null && !handing && returned.isEmpty() && (!demand.isCancelled() || readyForOther());
    }

    private boolean readyForOther() {
        collect();
        return returned.isEmpty() && nextAsking();
    }

    @Override
    public void next(Pipe from, ZmqMessage message) {
        handing = true;
        try {
            hand(message, ++lastNumber);
        } finally {
            handing = false;
        }
        if (again) {
            drain();
        }
    }

    private void hand(ZmqMessage message, long number) {
        ReceiveDemand demand = Objects.requireNonNull(first);
        if (demand.isCancelled()) {
            putBack(message, number);
        } else if (demand.take()) {
            nextAsking();
            demand.target().next(message, number);
            // For this one the burst is over, and it will not be told at the end of it.
            demand.target().readComplete();
        } else {
            demand.target().next(message, number);
        }
    }

    @Override
    public void readComplete() {
        ReceiveDemand demand = first;
        if (demand != null) {
            demand.target().readComplete();
        }
    }

    /** Makes the next one first that still wants something. */
    private boolean nextAsking() {
        do {
            first = asking.poll();
        } while (first != null && first.isCancelled());
        return first != null;
    }

    // Who asks.

    void register(ReceiveDemand demand) {
        if (closed) {
            demand.complete();
            return;
        }
        all.add(demand);
        if (demand.target() instanceof SchedulerSubscription windowed) {
            watch.add(windowed);
        }
    }

    /** This one has demand again after it had none. */
    void ask(ReceiveDemand demand) {
        if (closed) {
            return;
        }
        if (first == null) {
            first = demand;
        } else {
            asking.add(demand);
        }
        drain();
    }

    void drain() {
        if (handing) {
            again = true;
            return;
        }
        handing = true;
        try {
            do {
                again = false;
                handReturned();
            } while (again);
        } finally {
            handing = false;
        }
        readComplete();
        if (first != null && returned.isEmpty()) {
            queue().drain();
        }
    }

    private void handReturned() {
        collect();
        if (someoneAsks()) {
            setAside.takeBack(returned);
        }
        while (!returned.isEmpty() && someoneAsks()) {
            long number = returned.firstNumber();
            hand(Objects.requireNonNull(returned.poll()), number);
        }
    }

    private boolean someoneAsks() {
        return first != null && (!first.isCancelled() || nextAsking());
    }

    void remove(ReceiveDemand demand) {
        forget(demand);
        drain();
    }

    private void forget(ReceiveDemand demand) {
        all.remove(demand);
        if (first == demand) {
            nextAsking();
        } else {
            asking.remove(demand);
        }
    }

    // What returns.

    /**
     * On any thread: this window has just been closed. Once this is over, no later receiver overtakes what it holds.
     */
    void takeBack(SchedulerSubscription subscription) {
        SchedulerSubscription before;
        do {
            before = returning.get();
            subscription.nextReturning = before;
        } while (!returning.compareAndSet(before, subscription));
        if (loop.inLoop()) {
            drain();
        } else if (before == null) {
            loop.execute(drain);
        }
    }

    /** On any thread: whether closed windows are still to be emptied. */
    boolean expectsReturns() {
        return returning.get() != null;
    }

    /** Empties the windows that have been closed so far. */
    private void collect() {
        if (!expectsReturns()) {
            return;
        }
        // First, as other threads take from there once no returns are expected.
        setAside.takeBack(returned);
        SchedulerSubscription subscription = returning.getAndSet(null);
        while (subscription != null) {
            forget(subscription.demand());
            watch.remove(subscription);
            if (closed) {
                ReturnedMessages late = new ReturnedMessages();
                subscription.returnTo(late);
                undelivered.accept(late.size());
                subscription.discard(late);
            } else {
                subscription.returnTo(returned);
            }
            subscription = subscription.nextReturning;
        }
    }

    /** While it is being handed over: its receiver has just been cancelled. */
    void putBack(ZmqMessage message, long number) {
        returned.add(message, number);
        again = true;
    }

    // What is taken without asking.

    /** A message past all demand, or null. */
    @Nullable
    ZmqMessage poll() {
        if (closed) {
            return null;
        }
        collect();
        setAside.takeBack(returned);
        ZmqMessage message = returned.poll();
        return message != null ? message : queue().poll();
    }

    /** Sets so many messages aside for other threads. */
    void fill(ReturnedMessages target, int most) {
        if (closed) {
            return;
        }
        collect();
        while (target.size() < most) {
            long number = returned.isEmpty() ? lastNumber + 1 : returned.firstNumber();
            ZmqMessage message = returned.isEmpty() ? queue().poll() : returned.poll();
            if (message == null) {
                return;
            }
            lastNumber = Math.max(lastNumber, number);
            target.add(message, number);
        }
    }

    /** How many messages have returned or were set aside, and wait. */
    int kept() {
        collect();
        return returned.size() + setAside.size();
    }

    /** Completes all who ask; how many messages were kept here, and are dropped. */
    int close() {
        collect();
        closed = true;
        first = null;
        asking.clear();
        int lost = returned.size() + setAside.close();
        returned.clear();
        List<ReceiveDemand> open = List.copyOf(all);
        all.clear();
        open.forEach(ReceiveDemand::complete);
        return lost;
    }

    private FairQueue queue() {
        return Objects.requireNonNull(source);
    }
}
