package io.reactivezmq.internal.loop;

import java.util.Queue;
import java.util.function.Consumer;
import reactor.util.concurrent.Queues;

/**
 * Passes items from any thread to the socket's loop, in order, with one wake-up for many items. The mailbox is not
 * bounded: its items must be limited elsewhere, as open requests and their answers are.
 */
public final class Mailbox<T> {

    private final HomeLoop loop;
    private final Consumer<? super T> reader;
    private final Queue<T> items = Queues.<T>unboundedMultiproducer().get();
    private final WakeSignal wakeSignal = WakeSignal.idle();
    private final Runnable empty = this::empty;

    /** Creates a mailbox. The reader is called on the loop and must not throw. */
    public Mailbox(HomeLoop loop, Consumer<? super T> reader) {
        this.loop = loop;
        this.reader = reader;
    }

    /** Passes an item to the reader: at once if the caller is on the loop, else soon. */
    public void put(T item) {
        if (loop.inLoop()) {
            reader.accept(item);
            return;
        }
        items.offer(item);
        if (wakeSignal.mustWake()) {
            loop.call(empty);
        }
    }

    /** Passes all waiting items to the reader. Called on the loop. */
    public void empty() {
        // First, so that an item that comes while this looks wakes the loop again.
        wakeSignal.goIdle();
        T item;
        while ((item = items.poll()) != null) {
            reader.accept(item);
        }
    }
}
