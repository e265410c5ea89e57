package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Hands received messages to those who ask for them: first come, first served, each message to one of them. It lives on
 * the loop.
 */
final class Receiver implements MessageSink {

    private static final int LARGEST_WINDOW = 16_384;
    private static final int LARGEST_SET_ASIDE = 64;

    private final Loop loop;
    private final Flux<ZmqMessage> messages;
    private final int window;
    private final IntConsumer undelivered;
    private final Set<ReceiveDemand> all = new LinkedHashSet<>();
    private final ArrayDeque<ReceiveDemand> asking = new ArrayDeque<>();
    private final ArrayDeque<ZmqMessage> returned = new ArrayDeque<>();
    private @Nullable FairQueue source;
    private @Nullable ReceiveDemand first;
    private boolean draining;
    private boolean closed;
    private final ReceiveGate gate;

    /** On this loop, for pipes of this high-water mark. What is given back too late is told to the counter. */
    Receiver(Loop loop, int highWaterMark, IntConsumer undelivered) {
        int most = highWaterMark == 0 ? LARGEST_WINDOW : Math.min(highWaterMark, LARGEST_WINDOW);
        this.loop = loop;
        this.undelivered = undelivered;
        this.gate = new ReceiveGate(this, Math.min(most, LARGEST_SET_ASIDE));
        this.messages = new ReceiveFlux(this);
        this.window = most;
    }

    Flux<ZmqMessage> messages() {
        return messages;
    }

    Flux<ZmqMessage> messages(Scheduler scheduler) {
        return new ReceiveFlux(this, Objects.requireNonNull(scheduler, "scheduler"), window);
    }

    ReceiveGate gate() {
        return gate;
    }

    void from(FairQueue queue) {
        source = queue;
    }

    Loop loop() {
        return loop;
    }

    // What arrives.

    @Override
    public boolean ready() {
        ReceiveDemand demand = first;
        return demand != null && (!demand.isCancelled() || nextAsking());
    }

    @Override
    public void next(Pipe from, ZmqMessage message) {
        hand(message);
    }

    private void hand(ZmqMessage message) {
        ReceiveDemand demand = Objects.requireNonNull(first);
        if (demand.take()) {
            nextAsking();
            demand.target().next(message);
            // For this one the burst is over, and it will not be told at the end of it.
            demand.target().readComplete();
        } else {
            demand.target().next(message);
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
        } else {
            all.add(demand);
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
        if (draining || first == null) {
            return;
        }
        draining = true;
        try {
            gate.takeBack(returned);
            while (!returned.isEmpty() && ready()) {
                hand(returned.remove());
            }
        } finally {
            draining = false;
        }
        readComplete();
        if (returned.isEmpty()) {
            queue().drain();
        }
    }

    void remove(ReceiveDemand demand) {
        all.remove(demand);
        if (first == demand) {
            nextAsking();
            drain();
        } else {
            asking.remove(demand);
        }
    }

    /** Messages that somebody was handed and did not take. They are older than all that is queued. */
    void giveBack(List<ZmqMessage> messages) {
        if (closed) {
            undelivered.accept(messages.size());
            return;
        }
        for (int i = messages.size() - 1; i >= 0; i--) {
            returned.addFirst(messages.get(i));
        }
        drain();
    }

    /** A message past all demand, or null. */
    @Nullable
    ZmqMessage poll() {
        if (closed) {
            return null;
        }
        ZmqMessage message = returned.poll();
        return message != null ? message : queue().poll();
    }

    /** How many messages were given back or set aside, and wait. */
    int kept() {
        return returned.size() + gate.size();
    }

    /** Completes all who ask; how many messages were kept here, and are dropped. */
    int close() {
        closed = true;
        first = null;
        asking.clear();
        int lost = returned.size() + gate.close();
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
