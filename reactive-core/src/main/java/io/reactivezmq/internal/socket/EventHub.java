package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.signal.GuardedFlux;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Logs a socket's events and emits them to subscribers and to the context's listeners. Each subscriber has its own
 * bounded buffer, which drops the oldest events when it is full, so the socket never waits for a subscriber. Events are
 * emitted in a task of their own, as they are reported in the middle of other work.
 */
public final class EventHub {

    private final Loop loop;
    private final Sinks.Many<SocketEvent> sink = Sinks.many().multicast().directBestEffort();
    private final Flux<SocketEvent> events;
    private final SocketLog log;
    private final SocketListeners listeners;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>(0);
    private final Runnable emitAll = this::emitAll;
    private boolean scheduled;

    /** The reason for which the socket was closed; null while it is open. */
    private volatile @Nullable ZmqException closed;

    /** An event, its log, and whether there were subscribers when it was reported. */
    private record Pending(SocketEvent event, EventLog log, boolean observed) {}

    EventHub(Loop loop, String socket, int buffer) {
        this.loop = loop;
        this.log = new SocketLog(socket);
        this.listeners = new SocketListeners(socket);
        this.events = sink.asFlux().onBackpressureBuffer(buffer, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    public Flux<SocketEvent> events() {
        return GuardedFlux.of(Flux.defer(this::current), "events");
    }

    private Flux<SocketEvent> current() {
        ZmqException reason = closed;
        // Completing could make the subscriber subscribe again at once, without an end.
        return reason == null ? events : Flux.error(reason);
    }

    /** Returns the log of one connected endpoint. */
    public OutageLog outageLog() {
        return new OutageLog(log);
    }

    /** Adds a listener soon, which learns first of the socket. */
    public void add(ZmqSocket<?> socket, ListenerRegistration registration) {
        loop.execute(() -> listeners.add(socket, registration));
    }

    /** Removes a listener soon. */
    public void remove(ListenerRegistration registration) {
        loop.execute(() -> listeners.remove(registration));
    }

    /** Logs and emits an event soon. */
    public void tell(SocketEvent event) {
        tell(event, log);
    }

    /** Logs an event with the log of an endpoint, and emits it soon. */
    public void tell(SocketEvent event, EventLog eventLog) {
        if (loop.inLoop()) {
            add(event, eventLog);
        } else {
            // If the loop has ended, HomeLoop runs such tasks one after the other.
            loop.execute(() -> add(event, eventLog));
        }
    }

    private void add(SocketEvent event, EventLog eventLog) {
        // Events of one turn of the loop are emitted in the next, so no more than these wait here.
        pending.add(new Pending(event, eventLog, sink.currentSubscriberCount() > 0));
        if (!scheduled) {
            scheduled = true;
            loop.execute(emitAll);
        }
    }

    private void emitAll() {
        scheduled = false;
        Pending next;
        while ((next = pending.poll()) != null) {
            emit(next);
        }
    }

    private void emit(Pending next) {
        try {
            next.log.log(next.event);
        } catch (Throwable failure) {
            Signals.dropped(Signals.NO_SUBSCRIBER, failure);
        }
        try {
            if (next.observed) {
                sink.tryEmitNext(next.event);
            }
        } catch (Throwable failure) {
            Signals.dropped(Signals.NO_SUBSCRIBER, failure);
        }
        listeners.event(next.event);
    }

    /**
     * Emits the events that wait, and completes. Later subscribers fail for this reason. No listener is called after
     * that. Called on the loop.
     */
    public void close(ZmqException reason) {
        emitAll();
        closed = reason;
        sink.tryEmitComplete();
        listeners.closed();
    }
}
