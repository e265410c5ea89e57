package io.reactivezmq.internal.socket;

import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Emits a socket's events to subscribers. Each subscriber has its own bounded buffer, which drops the oldest events
 * when it is full, so the socket never waits for a subscriber. Events are emitted in a task of their own, as they are
 * reported in the middle of other work.
 */
final class EventHub {

    private final Loop loop;
    private final Sinks.Many<SocketEvent> sink = Sinks.many().multicast().directBestEffort();
    private final Flux<SocketEvent> events;
    private final ArrayDeque<SocketEvent> untold = new ArrayDeque<>(0);
    private final Runnable tellAll = this::tellAll;
    private boolean telling;

    EventHub(Loop loop, int buffer) {
        this.loop = loop;
        this.events = sink.asFlux().onBackpressureBuffer(buffer, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    Flux<SocketEvent> events() {
        return GuardedFlux.of(events);
    }

    /** Emits an event soon. Called on the loop. */
    void tell(SocketEvent event) {
        if (sink.currentSubscriberCount() > 0) {
            untold.add(event);
            if (!telling) {
                telling = true;
                loop.execute(tellAll);
            }
        }
    }

    private void tellAll() {
        telling = false;
        SocketEvent event;
        while ((event = untold.poll()) != null) {
            try {
                sink.tryEmitNext(event);
            } catch (Throwable failure) {
                Signals.dropped(Signals.NO_SUBSCRIBER, failure);
            }
        }
    }

    /** Emits the events that wait, and completes. Called on the loop. */
    void close() {
        tellAll();
        sink.tryEmitComplete();
    }
}
