package io.reactivezmq.internal.socket;

import io.reactivezmq.event.SocketEvent;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Tells events to whoever listens. Each listener has its own bounded buffer; nobody waits for any of them. */
final class EventHub {

    private final Sinks.Many<SocketEvent> sink = Sinks.many().multicast().directBestEffort();
    private final Flux<SocketEvent> events;

    EventHub(int buffer) {
        events = sink.asFlux().onBackpressureBuffer(buffer, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    Flux<SocketEvent> events() {
        return events;
    }

    /** On the loop. */
    void tell(SocketEvent event) {
        if (sink.currentSubscriberCount() > 0) {
            sink.tryEmitNext(event);
        }
    }

    void close() {
        sink.tryEmitComplete();
    }
}
