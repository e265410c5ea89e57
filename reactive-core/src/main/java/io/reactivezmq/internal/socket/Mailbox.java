package io.reactivezmq.internal.socket;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.util.concurrent.Queues;

/**
 * From any thread to the socket's loop, in order: many items, one wake-up. It does not bound itself: only what is
 * counted elsewhere may go in, such as requests under way and their answers.
 */
final class Mailbox<T> {

    private final SocketBase core;
    private final Consumer<? super T> reader;
    private final Queue<T> items = Queues.<T>unboundedMultiproducer().get();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Runnable empty = this::empty;

    /** The reader is called on the loop, and does not throw. */
    Mailbox(SocketBase core, Consumer<? super T> reader) {
        this.core = core;
        this.reader = reader;
    }

    /** On the loop the reader has it at once, else soon. */
    void put(T item) {
        if (core.loop().inLoop()) {
            reader.accept(item);
            return;
        }
        items.offer(item);
        if (!awake.get() && awake.compareAndSet(false, true)) {
            core.onLoop(empty);
        }
    }

    /** On the loop: what has come so far is read. */
    void empty() {
        awake.set(false);
        T item;
        while ((item = items.poll()) != null) {
            reader.accept(item);
        }
    }
}
