package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqSockets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Calls the listener methods while the application runs, and waits for them when it stops. */
final class ListenerLifecycle implements SmartLifecycle, SmartInitializingSingleton {

    /** Stops after the sockets have ended their intake, and before the web server waits for its open requests. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 768;

    private static final int REP_CONCURRENCY = 256;

    private static final Logger log = LoggerFactory.getLogger(ListenerLifecycle.class);

    private final ListenerMethods methods;
    private final ZmqSockets sockets;
    private final PayloadCodecs codecs;
    private final UnaryOperator<String> placeholders;
    private final List<Mono<Void>> listeners = new ArrayList<>();
    private final List<Mono<Void>> ends = new ArrayList<>();
    private final Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    ListenerLifecycle(
            ListenerMethods methods, ZmqSockets sockets, PayloadCodecs codecs, UnaryOperator<String> placeholders) {
        this.methods = methods;
        this.sockets = sockets;
        this.codecs = codecs;
        this.placeholders = placeholders;
    }

    /** Checks all methods, so that one that cannot be called fails the start before any socket is bound. */
    @Override
    public void afterSingletonsInstantiated() {
        methods.complete();
        methods.found().forEach(found -> {
            ListenerMethod method = new ListenerMethod(found.bean(), found.method(), found.annotation(), codecs);
            listeners.add(listener(method, socketOf(method)));
        });
    }

    private ZmqSocket<?> socketOf(ListenerMethod method) {
        String name = placeholders.apply(method.annotation().socket());
        if (!sockets.names().contains(name)) {
            throw new ZmqListenerException(
                    method + " names the socket '" + name + "', which is not below zmq.sockets",
                    "name one of " + sockets.names() + ", or add zmq.sockets." + name + ".type");
        }
        return sockets.get(name);
    }

    private Mono<Void> listener(ListenerMethod method, ZmqSocket<?> socket) {
        int wanted = method.annotation().concurrency();
        if (wanted < 0) {
            throw new ZmqListenerException(
                    method + " has the concurrency " + wanted, "set it to at least 1, or to 0 for the default");
        }
        if (socket instanceof RepSocket rep) {
            if (!method.returnsValue()) {
                throw new ZmqListenerException(
                        method + " returns nothing, but a rep gives answers", "return the answer, or a Mono of it");
            }
            MessageCodec<Object> codec = codecs.find(method.result(), "The result of " + method);
            return rep.serve(question -> method.answer(question, codec), wanted == 0 ? REP_CONCURRENCY : wanted);
        }
        if (!(socket instanceof MessageReceiver receiver)) {
            throw new ZmqListenerException(
                    method + " is for a " + socket.type() + ", which receives no messages", "choose another socket");
        }
        if (method.returnsValue()) {
            throw new ZmqListenerException(
                    method + " returns a value, but a " + socket.type() + " gives no answers",
                    "return nothing, or a Mono<Void>");
        }
        int concurrency = wanted == 0 ? 1 : wanted;
        // Some types are closed only after the web server has stopped, so that their streams end by the signal.
        return receiver.receive()
                .takeUntilOther(stopping.asMono())
                .flatMap(message -> handle(method, message), concurrency, 1)
                .then();
    }

    private static Mono<Void> handle(ListenerMethod method, ZmqMessage message) {
        return method.handle(message).onErrorResume(failure -> {
            log.warn("{} failed for a message from {}", method, message.peer(), failure);
            return Mono.empty();
        });
    }

    @Override
    public void start() {
        running = true;
        for (Mono<Void> listener : listeners) {
            Mono<Void> shared = listener.doOnError(failure -> log.warn("A listener has ended", failure))
                    .onErrorComplete()
                    .cache();
            shared.subscribe();
            ends.add(shared);
        }
    }

    /** Waits until the methods have handled what their sockets received, which are closed for new messages already. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        stopping.tryEmitEmpty();
        Mono.when(ends).doFinally(signal -> callback.run()).subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
