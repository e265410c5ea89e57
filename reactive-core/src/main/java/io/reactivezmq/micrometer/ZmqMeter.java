package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters, with their names, units and descriptions. */
enum ZmqMeter {
    MESSAGES_RECEIVED("zmq.messages.received", "messages", "Messages received from peers"),
    MESSAGES_SENT("zmq.messages.sent", "messages", "Messages handed to connections"),
    DATA_RECEIVED("zmq.data.received", "bytes", "Bytes received, including framing and handshakes"),
    DATA_SENT("zmq.data.sent", "bytes", "Bytes handed to connections, including framing and handshakes"),
    MESSAGES_DROPPED("zmq.messages.dropped", "messages", "Messages dropped"),
    QUEUE_SIZE("zmq.queue.size", "messages", "Messages that wait to be delivered or sent"),
    QUEUE_LIMIT("zmq.queue.limit", "messages", "High-water marks of all peers together; 0 for no limit"),
    PEERS("zmq.peers", "peers", "Connected peers"),
    ENDPOINTS("zmq.endpoints", "endpoints", "Bound and connected endpoints"),
    CONNECTIONS_OPENED("zmq.connections.opened", null, "Handshakes that succeeded"),
    CONNECTIONS_CLOSED("zmq.connections.closed", null, "Connections that ended after their handshake"),
    CONNECTIONS_FAILED("zmq.connections.failed", null, "Attempts to connect that failed before the handshake"),
    HANDSHAKES_FAILED("zmq.handshakes.failed", null, "Handshakes that failed or were refused"),
    REQUESTS_ACTIVE("zmq.requests.active", "requests", "Requests in flight of a REQ, or being handled of a REP"),
    REQUESTS_WAITING("zmq.requests.waiting", "requests", "Requests that wait for a place, a peer or a handler"),
    LOOP_LAG("zmq.loop.lag", null, "Time that a task waits until its event loop runs it"),
    PEER_MESSAGES_RECEIVED("zmq.peer.messages.received", "messages", "Messages received from the peer"),
    PEER_MESSAGES_SENT("zmq.peer.messages.sent", "messages", "Messages handed to the connection of the peer"),
    PEER_MESSAGES_DROPPED("zmq.peer.messages.dropped", "messages", "Messages from or to the peer that were dropped"),
    PEER_QUEUE_SIZE("zmq.peer.queue.size", "messages", "Messages from or to the peer that wait");

    private final String id;
    private final @Nullable String unit;
    private final String description;

    ZmqMeter(String id, @Nullable String unit, String description) {
        this.id = id;
        this.unit = unit;
        this.description = description;
    }

    String id() {
        return id;
    }

    @Nullable
    String unit() {
        return unit;
    }

    <T> FunctionCounter functionCounter(MeterRegistry registry, Tags tags, T source, ToDoubleFunction<T> count) {
        return FunctionCounter.builder(id, source, count)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    <T> Gauge gauge(MeterRegistry registry, Tags tags, T source, ToDoubleFunction<T> value) {
        return Gauge.builder(id, source, value)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    Counter counter(MeterRegistry registry, Tags tags) {
        return Counter.builder(id)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    Timer timer(MeterRegistry registry, Tags tags) {
        return Timer.builder(id).tags(tags).description(description).register(registry);
    }
}
