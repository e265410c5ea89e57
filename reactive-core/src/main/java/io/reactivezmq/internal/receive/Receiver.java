package io.reactivezmq.internal.receive;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Delivers received messages to subscribers with demand, in the order in which they signaled it; each message goes to
 * one of them. Used on the loop only, except where a method says otherwise.
 *
 * <p>Each peer's messages keep their order over all subscribers that follow one another. Messages that were handed out
 * and not delivered return to their place before a later subscriber is sent anything. While such messages wait, nothing
 * newer is handed out.
 */
public final class Receiver implements MessageSink {

    private static final int LARGEST_WINDOW = 16_384;
    private static final int LARGEST_SET_ASIDE = 64;

    private final HomeLoop loop;
    private final String name;
    private final int window;
    private final DropCounter drops;
    private final UndecodableCount undecodable;
    private final FairQueue queue = new FairQueue(this);
    private final TryReceiveBuffer setAside;
    private final WindowWatch watch;
    private final Runnable drain = this::drain;

    private final Set<ReceiveDemand> all = new LinkedHashSet<>();
    private final DemandQueue asking = new DemandQueue();

    private final ReturnedMessages returned = new ReturnedMessages();
    private long lastNumber;

    /** Counts dropped messages of the socket. Called on the loop. */
    @FunctionalInterface
    public interface DropCounter {

        void dropped(DropReason reason, long messages);
    }

    /** Closed windows that are still to be emptied, as a linked list; the one closed last comes first. */
    private final AtomicReference<@Nullable ClosedWindow> returning = new AtomicReference<>();

    /**
     * A closed window in the list. Each thread that closes a window adds one, so a window may be there several times.
     */
    private record ClosedWindow(
            SchedulerSubscription subscription, @Nullable ClosedWindow before) {}

    /** Whether a message is being delivered. Application code may run meanwhile, and request and cancel. */
    private boolean handing;

    /** Whether {@link #drain} was called meanwhile. */
    private boolean again;

    /** The reason for which the socket was closed; null while it is open. */
    private @Nullable ZmqException closed;

    /**
     * Creates the receiver of the socket with this name.
     *
     * @param highWaterMark receive high-water mark of the socket's pipes; 0 means no limit
     * @param drops counts messages that return after the socket was closed, and those that cannot be decoded
     */
    public Receiver(HomeLoop loop, String name, int highWaterMark, DropCounter drops) {
        int most = highWaterMark == 0 ? LARGEST_WINDOW : Math.min(highWaterMark, LARGEST_WINDOW);
        this.loop = loop;
        this.name = name;
        this.drops = drops;
        this.undecodable = new UndecodableCount(loop, messages -> drops.dropped(DropReason.UNDECODABLE, messages));
        this.setAside = new TryReceiveBuffer(this, Math.min(most, LARGEST_SET_ASIDE));
        this.watch = new WindowWatch(loop);
        this.window = most;
    }

    /** Returns the queue in front of this receiver, into which the pattern puts received messages. */
    public FairQueue queue() {
        return queue;
    }

    Flux<ZmqMessage> messages() {
        return ReceiveFlux.of(this);
    }

    Flux<ZmqMessage> messages(Scheduler scheduler) {
        return ReceiveFlux.of(this, Objects.requireNonNull(scheduler, "scheduler"), window);
    }

    <T> Flux<T> values(MessageCodec<T> codec, OnUndecodable policy) {
        return DecodingFlux.of(messages(), codec, policy, undecodable);
    }

    <T> Flux<T> values(Scheduler scheduler, MessageCodec<T> codec, OnUndecodable policy) {
        return DecodingFlux.of(messages(scheduler), codec, policy, undecodable);
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

    HomeLoop loop() {
        return loop;
    }

    String name() {
        return name;
    }

    // Messages that arrive.

    @Override
    public boolean ready() {
        ReceiveDemand demand = asking.first();
        return demand != null && !handing && returned.isEmpty() && (!demand.isCancelled() || readyForOther());
    }

    /** Returns whether another subscriber accepts a message, rather than what returns from the canceled first one. */
    private boolean readyForOther() {
        collect();
        return returned.isEmpty() && asking.current() != null;
    }

    @Override
    public void next(@Nullable Pipe from, ZmqMessage message) {
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
        ReceiveDemand demand = Objects.requireNonNull(asking.first());
        if (demand.isCancelled()) {
            putBack(message, number);
        } else if (demand.take()) {
            asking.removeFirst();
            demand.target().next(message, number);
            // For this subscriber the burst is over. At its end another one is first, and would be notified instead.
            demand.target().readComplete();
        } else {
            demand.target().next(message, number);
        }
    }

    @Override
    public void readComplete() {
        ReceiveDemand demand = asking.first();
        if (demand != null) {
            demand.target().readComplete();
        }
    }

    // Subscribers and their demand.

    void register(ReceiveDemand demand) {
        if (closed != null) {
            // Completing could make the subscriber subscribe again at once, without an end.
            demand.refuse(closed);
            return;
        }
        all.add(demand);
        if (demand.target() instanceof SchedulerSubscription windowed) {
            watch.add(windowed);
        }
    }

    /** Adds a subscriber that has demand again after it had none. */
    void ask(ReceiveDemand demand) {
        if (closed != null) {
            return;
        }
        asking.add(demand);
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
        if (asking.first() != null && returned.isEmpty()) {
            queue.drain();
        }
    }

    private void handReturned() {
        collect();
        if (asking.current() != null) {
            setAside.takeBack(returned);
        }
        while (!returned.isEmpty() && asking.current() != null) {
            long number = returned.firstNumber();
            hand(Objects.requireNonNull(returned.poll()), number);
        }
    }

    void remove(ReceiveDemand demand) {
        forget(demand);
        drain();
    }

    private void forget(ReceiveDemand demand) {
        all.remove(demand);
        asking.remove(demand);
    }

    // Messages that return.

    /**
     * Takes back a window that is closed. When this call is over, no later subscriber overtakes the messages in the
     * window. For that, the caller need not be the one that closed it. May be called on any thread.
     */
    void takeBack(SchedulerSubscription subscription) {
        ClosedWindow before;
        do {
            before = returning.get();
        } while (!returning.compareAndSet(before, new ClosedWindow(subscription, before)));
        if (loop.inLoop()) {
            drain();
        } else if (before == null) {
            loop.execute(drain);
        }
    }

    /** Returns whether closed windows are still to be emptied. May be called on any thread. */
    boolean expectsReturns() {
        return returning.get() != null;
    }

    /** Empties the windows that were closed so far. */
    private void collect() {
        if (!expectsReturns()) {
            return;
        }
        // First, as other threads take messages from there once no returns are expected.
        setAside.takeBack(returned);
        for (ClosedWindow next = returning.getAndSet(null); next != null; next = next.before) {
            SchedulerSubscription subscription = next.subscription;
            if (subscription.beginReturn()) {
                forget(subscription.demand());
                watch.remove(subscription);
                collect(subscription);
            }
        }
    }

    private void collect(SchedulerSubscription subscription) {
        if (closed != null) {
            ReturnedMessages late = new ReturnedMessages();
            subscription.returnTo(late);
            drops.dropped(DropReason.UNDELIVERED, late.size());
            subscription.discard(late);
        } else {
            subscription.returnTo(returned);
        }
    }

    /** Returns a message to its place during its delivery, as its subscriber was just canceled. */
    void putBack(ZmqMessage message, long number) {
        returned.add(message, number);
        again = true;
    }

    // Messages taken without demand.

    /** Removes and returns the next message regardless of demand, or null. */
    @Nullable
    ZmqMessage poll() {
        if (closed != null) {
            return null;
        }
        collect();
        setAside.takeBack(returned);
        ZmqMessage message = returned.poll();
        return message != null ? message : queue.poll();
    }

    /** Sets messages aside for other threads, at most this many. */
    void fill(ReturnedMessages target, int most) {
        if (closed != null) {
            return;
        }
        collect();
        while (target.size() < most) {
            long number = returned.isEmpty() ? lastNumber + 1 : returned.firstNumber();
            ZmqMessage message = returned.isEmpty() ? queue.poll() : returned.poll();
            if (message == null) {
                return;
            }
            lastNumber = Math.max(lastNumber, number);
            target.add(message, number);
        }
    }

    /** Returns the number of messages that were returned or set aside, and wait. */
    public int kept() {
        collect();
        return returned.size() + setAside.size();
    }

    /**
     * Completes all subscribers, and fails later ones for this reason. Returns the number of messages that were kept
     * here and are dropped.
     */
    public int close(ZmqException reason) {
        collect();
        closed = reason;
        asking.clear();
        int lost = returned.size() + setAside.close();
        returned.clear();
        List<ReceiveDemand> open = List.copyOf(all);
        all.clear();
        open.forEach(ReceiveDemand::complete);
        return lost;
    }
}
