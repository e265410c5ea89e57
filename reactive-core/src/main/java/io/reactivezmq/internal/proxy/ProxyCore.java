package io.reactivezmq.internal.proxy;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.loop.Loop;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The proxy between two sockets: one relay for each direction that their types allow. */
public final class ProxyCore implements ZmqProxy {

    private final ProxySide frontend;
    private final ProxySide backend;
    private final @Nullable Way forward;
    private final @Nullable Way back;
    private final LongAdder captureDropped = new LongAdder();
    private final AtomicReference<@Nullable ProxyRun> running = new AtomicReference<>();
    private volatile @Nullable MessageSender copies;

    /** One direction: a relay, and the socket that sends its messages. */
    private record Way(Relay relay, MessageSender target, Loop targetLoop) {}

    /**
     * Creates a proxy between two sockets.
     *
     * @throws IllegalArgumentException when nothing can be forwarded between them in either direction
     */
    public ProxyCore(ProxySide frontend, ProxySide backend) {
        this.frontend = frontend;
        this.backend = backend;
        forward = way(frontend, backend);
        back = frontend.socket() == backend.socket() ? null : way(backend, frontend);
        if (forward == null && back == null) {
            throw new IllegalArgumentException("Nothing can be forwarded between "
                    + frontend.socket().type() + " and " + backend.socket().type());
        }
    }

    private @Nullable Way way(ProxySide from, ProxySide to) {
        return from.socket() instanceof MessageReceiver source && to.socket() instanceof MessageSender target
                ? new Way(new Relay(source, from.loop(), this::copy), target, to.loop())
                : null;
    }

    private void copy(ZmqMessage message) {
        MessageSender target = copies;
        if (target == null) {
            return;
        }
        try {
            if (!target.trySend(message)) {
                captureDropped.increment();
            }
        } catch (Throwable refused) {
            // The target is closed, has lost its peer, or cannot send this message. The message itself is forwarded.
            captureDropped.increment();
            Signals.reportFatal(Signals.NO_SUBSCRIBER, refused);
        }
    }

    @Override
    public ZmqProxy capture(MessageSender target) {
        copies = Objects.requireNonNull(target, "copies");
        return this;
    }

    @Override
    public Mono<Void> run() {
        return GuardedMono.of(
                new Mono<Void>() {
                    @Override
                    public void subscribe(CoreSubscriber<? super Void> actual) {
                        start(actual);
                    }
                },
                "run");
    }

    private void start(CoreSubscriber<? super Void> actual) {
        try {
            frontend.ensureTakesWork().run();
            backend.ensureTakesWork().run();
        } catch (SocketClosedException ended) {
            // Completing would make repeat() run the proxy again without an end.
            Operators.error(actual, ended);
            return;
        }
        ProxyRun run = new ProxyRun(actual, () -> running.set(null));
        add(forward, run);
        add(back, run);
        if (running.compareAndSet(null, run)) {
            run.start();
        } else {
            Operators.error(actual, new IllegalStateException("The proxy is running already"));
        }
    }

    private static void add(@Nullable Way way, ProxyRun run) {
        if (way != null) {
            run.add(way.relay, way.target, way.targetLoop);
        }
    }

    @Override
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    private void pause(boolean wanted) {
        if (forward != null) {
            forward.relay.pause(wanted);
        }
        if (back != null) {
            back.relay.pause(wanted);
        }
        ProxyRun run = running.get();
        if (run != null) {
            run.wake();
        }
    }

    @Override
    public void terminate() {
        ProxyRun run = running.get();
        if (run != null) {
            run.end(null);
        }
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                forward == null ? 0 : forward.relay.messages(),
                forward == null ? 0 : forward.relay.bytes(),
                forward == null ? 0 : forward.relay.dropped(),
                back == null ? 0 : back.relay.messages(),
                back == null ? 0 : back.relay.bytes(),
                back == null ? 0 : back.relay.dropped(),
                captureDropped.sum());
    }
}
