package io.reactivezmq.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplyReceiverContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of an observation: One request in the handler of a REP. */
@SuppressWarnings("exports")
public final class ZmqServerContext extends RequestReplyReceiverContext<Map<String, String>, ZmqMessage>
        implements ZmqRequestContext {

    private final String socket;
    private final ZmqMessage request;
    private volatile @Nullable ZmqOutcome outcome;

    ZmqServerContext(String socket, ZmqMessage request, Map<String, String> headers) {
        super((carrier, key) -> carrier.get(key), Kind.SERVER);
        this.socket = socket;
        this.request = request;
        setCarrier(headers);
    }

    @Override
    public String socket() {
        return socket;
    }

    @Override
    public ZmqMessage request() {
        return request;
    }

    @Override
    public @Nullable PeerInfo peer() {
        return request.peer();
    }

    @Override
    public @Nullable ZmqOutcome outcome() {
        return outcome;
    }

    /** Sets how the request has ended. */
    void outcome(ZmqOutcome end) {
        outcome = end;
    }
}
