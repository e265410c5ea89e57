package io.reactivezmq.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context of an observation: One request of a REQ. */
@SuppressWarnings("exports")
public final class ZmqClientContext extends RequestReplySenderContext<Map<String, String>, ZmqMessage>
        implements ZmqRequestContext {

    private final String socket;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private volatile @Nullable ZmqMessage request;
    private volatile @Nullable ZmqOutcome outcome;

    ZmqClientContext(String socket, @Nullable ZmqMessage request) {
        super((carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.CLIENT);
        this.socket = socket;
        this.request = request;
        setCarrier(headers);
    }

    @Override
    public String socket() {
        return socket;
    }

    @Override
    public @Nullable ZmqMessage request() {
        return request;
    }

    @Override
    public @Nullable PeerInfo peer() {
        ZmqMessage reply = getResponse();
        return reply == null ? null : reply.peer();
    }

    @Override
    public @Nullable ZmqOutcome outcome() {
        return outcome;
    }

    /** Returns the headers that the tracer has set, in its order. */
    Map<String, String> headers() {
        return headers;
    }

    /** Sets the body of the request. */
    void request(ZmqMessage message) {
        request = message;
    }

    /** Sets how the request has ended. */
    void outcome(ZmqOutcome end) {
        outcome = end;
    }
}
