package io.reactivezmq.internal.socket;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.spi.settings.SocketSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What the parts of one socket share: its name and type, loop, settings, events and counters, and whether it is open.
 * Knows none of these parts. May be used on any thread, except where a method says otherwise.
 */
public final class SocketScope {

    private final SocketType type;
    private final String name;
    private final Loop eventLoop;
    private final HomeLoop loop;
    private volatile SocketSettings settings;
    private final EventHub events;
    private final StatisticsRecorder recorder;
    private final SlicedWork slicedWork;
    private final OpenWork work = new OpenWork();
    private final AtomicReference<Life> life = new AtomicReference<>(Life.OPEN);
    private final List<Consumer<ZmqException>> closeActions = new ArrayList<>();

    /** How far the socket is from its end. */
    private enum Life {
        OPEN,
        /** Ends the work in progress; refuses further work. */
        DRAINING,
        /** Refuses calls. Endpoints may linger. */
        CLOSED
    }

    public SocketScope(SocketType type, String name, Loop eventLoop, SocketSettings settings) {
        this.type = type;
        this.name = name;
        this.eventLoop = eventLoop;
        this.loop = new HomeLoop(eventLoop);
        this.settings = settings;
        this.events = new EventHub(loop, name, settings.eventBuffer());
        this.recorder = new StatisticsRecorder(events, () -> this.settings.queues());
        this.slicedWork = new SlicedWork(eventLoop);
        closeActions.add(reason -> slicedWork.stop());
    }

    public SocketType type() {
        return type;
    }

    public String name() {
        return name;
    }

    /** Returns the loop for calls of the application, which still runs tasks when the event loop has ended. */
    public HomeLoop loop() {
        return loop;
    }

    /** Returns the event loop on which the socket's transports run. */
    public Loop eventLoop() {
        return eventLoop;
    }

    public SocketSettings settings() {
        return settings;
    }

    /** Changes the high-water marks for pipes to come. */
    public synchronized void highWaterMarks(int send, int receive) {
        settings = settings.with(settings.queues().withMarks(send, receive));
    }

    /** Changes the linger time of what ends from now on. */
    public synchronized void linger(Duration limit) {
        settings = settings.withLinger(limit);
    }

    public EventHub events() {
        return events;
    }

    /** Logs and emits an event soon. */
    public void tell(SocketEvent event) {
        events.tell(event);
    }

    /** Returns the counters of the socket, which are used on the loop. */
    public StatisticsRecorder recorder() {
        return recorder;
    }

    /** Returns the work that draining waits for. */
    public OpenWork work() {
        return work;
    }

    /** Returns the queue of work in proportion to what a peer has. The work is given up when the socket is closed. */
    public SlicedWork slicedWork() {
        return slicedWork;
    }

    /** Runs the action on the loop: at once if the caller is on the loop, else soon. */
    public void onLoop(Runnable action) {
        loop.call(action);
    }

    /** Returns a Mono of a value that is computed on the loop. */
    public <T> Mono<T> call(Callable<T> task) {
        return loop.mono(sink -> {
            try {
                sink.success(task.call());
            } catch (Throwable failure) {
                sink.error(failure);
            }
            return () -> {};
        });
    }

    /** Returns a Mono of a value that is computed on the loop after all sliced work that waits now. */
    public <T> Mono<T> callBehindWork(Supplier<T> task) {
        return loop.mono(sink -> {
            slicedWork.whenDone(() -> sink.success(task.get()));
            return () -> {};
        });
    }

    // Closing.

    public boolean isClosed() {
        return life.get() == Life.CLOSED;
    }

    /** Returns whether new endpoints and requests are accepted: the socket is neither closed nor being drained. */
    public boolean takesWork() {
        return life.get() == Life.OPEN;
    }

    /** Refuses new work from now on. */
    public void markDraining() {
        life.compareAndSet(Life.OPEN, Life.DRAINING);
    }

    /** Refuses calls from now on. Returns false if that was done before. */
    public boolean markClosed() {
        return life.getAndSet(Life.CLOSED) != Life.CLOSED;
    }

    /** Throws the error of a closed socket if this one accepts no new work. */
    public void ensureTakesWork() {
        if (!takesWork()) {
            throw closedException();
        }
    }

    /** Throws the error of a closed socket if this one is closed. */
    public void ensureOpen() {
        if (isClosed()) {
            throw closedException();
        }
    }

    public SocketClosedException closedException() {
        return new SocketClosedException(name);
    }

    /** Adds an action to be run on the loop when the socket is closed, before it lingers. For constructors of parts. */
    public void onClose(Consumer<ZmqException> action) {
        closeActions.add(action);
    }

    /** Runs the close actions, in the order in which they were added. Called on the loop. */
    public void runCloseActions() {
        ZmqException reason = closedException();
        closeActions.forEach(action -> action.accept(reason));
    }
}
