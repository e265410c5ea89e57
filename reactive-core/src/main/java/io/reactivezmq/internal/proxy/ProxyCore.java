package io.reactivezmq.internal.proxy;

import io.reactivezmq.Receiving;
import io.reactivezmq.Sending;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A relay for each direction that the two sockets allow. */
public final class ProxyCore implements ZmqProxy {

    private final List<Mono<Void>> directions = new ArrayList<>();
    private final @Nullable Relay forward;
    private final @Nullable Relay back;
    private final LongAdder captureDropped = new LongAdder();
    private volatile @Nullable Sending copies;

    /** Between these. */
    public ProxyCore(ZmqSocket<?> frontend, ZmqSocket<?> backend) {
        forward = relay(frontend, backend);
        back = frontend == backend ? null : relay(backend, frontend);
        if (forward == null && back == null) {
            throw new IllegalArgumentException(
                    "Nothing can be forwarded between " + frontend.type() + " and " + backend.type());
        }
    }

    private @Nullable Relay relay(ZmqSocket<?> from, ZmqSocket<?> to) {
        if (from instanceof Receiving source && to instanceof Sending target) {
            Relay relay = new Relay(source, this::copy);
            directions.add(relay.into(target));
            return relay;
        }
        return null;
    }

    private void copy(ZmqMessage message) {
        Sending target = copies;
        if (target == null) {
            return;
        }
        try {
            if (!target.trySend(message)) {
                captureDropped.increment();
            }
        } catch (ZmqException refused) {
            // It is closed, has lost its peer, or cannot send what is like this: the message itself goes on.
            captureDropped.increment();
        }
    }

    @Override
    public ZmqProxy capture(Sending target) {
        copies = Objects.requireNonNull(target, "copies");
        return this;
    }

    @Override
    public Mono<Void> run() {
        // When one direction ends, as its socket is closed, the other one ends with it.
        return Mono.firstWithSignal(directions).onErrorResume(SocketClosedException.class, closed -> Mono.empty());
    }

    @Override
    public void pause() {
        each(Relay::pause);
    }

    @Override
    public void resume() {
        each(Relay::resume);
    }

    @Override
    public void terminate() {
        each(Relay::complete);
    }

    private void each(Consumer<Relay> action) {
        if (forward != null) {
            action.accept(forward);
        }
        if (back != null) {
            action.accept(back);
        }
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                forward == null ? 0 : forward.messages(),
                forward == null ? 0 : forward.bytes(),
                back == null ? 0 : back.messages(),
                back == null ? 0 : back.bytes(),
                captureDropped.sum());
    }
}
