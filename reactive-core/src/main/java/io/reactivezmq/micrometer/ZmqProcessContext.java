package io.reactivezmq.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of an observation: One received message that the application works on. */
@SuppressWarnings("exports")
public final class ZmqProcessContext extends ReceiverContext<Map<String, String>> implements ZmqMessageContext {

    private final String socket;
    private final ZmqMessage message;
    private volatile @Nullable ZmqOutcome outcome;

    ZmqProcessContext(String socket, ZmqMessage message) {
        super((carrier, key) -> carrier.get(key), Kind.CONSUMER);
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
        return message.peer();
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
