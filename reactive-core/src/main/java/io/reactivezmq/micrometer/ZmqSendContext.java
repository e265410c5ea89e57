package io.reactivezmq.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context of an observation: One message that a socket sends. */
@SuppressWarnings("exports")
public final class ZmqSendContext extends SenderContext<Map<String, String>> implements ZmqMessageContext {

    private final String socket;
    private final ZmqMessage message;
    private volatile @Nullable ZmqOutcome outcome;

    ZmqSendContext(String socket, ZmqMessage message) {
        super((carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.PRODUCER);
        this.socket = socket;
        this.message = message;
        setCarrier(new HashMap<>());
    }

    @Override
    public String socket() {
        return socket;
    }

    @Override
    public ZmqMessage message() {
        return message;
    }

    @Override
    public @Nullable PeerInfo peer() {
        return null;
    }

    @Override
    public @Nullable ZmqOutcome outcome() {
        return outcome;
    }

    /** Sets how it has ended. */
    void outcome(ZmqOutcome end) {
        outcome = end;
    }
}
