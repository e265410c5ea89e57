package io.reactivezmq.internal.socket;

import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells events to whoever listens. Each listener has its own bounded buffer; nobody waits for any of them. They are
 * told in a task of their own, as whoever has something to tell is in the middle of it.
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

    /** On the loop. */
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
                Signals.dropped(Signals.NOBODY, failure);
            }
        }
    }

    /** On the loop. */
    void close() {
        tellAll();
        sink.tryEmitComplete();
    }
}
