package io.reactivezmq.internal.type;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.reqrep.RepPattern;
import io.reactivezmq.internal.request.RepRequests;
import io.reactivezmq.internal.request.RepServer;
import io.reactivezmq.internal.request.RequestDispatcher;
import io.reactivezmq.internal.request.RequestHandler;
import io.reactivezmq.internal.send.SendMono;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.options.ServeOptions;
import io.reactivezmq.spi.HeaderResponder;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A REP socket. Its requests go to the subscribers of {@code serve} and {@code requests}. */
public final class DefaultRepSocket extends DefaultZmqSocket<RepSocket> implements RepSocket, HeaderResponder {

    private final RequestDispatcher dispatch;

    public DefaultRepSocket(SocketPlan plan) {
        this(plan, new RequestDispatcher(plan.scope().loop()));
    }

    private DefaultRepSocket(SocketPlan plan, RequestDispatcher dispatch) {
        this(plan, dispatch, new RepPattern(dispatch.queue(), plan.scope().loop()::executeLater));
    }

    private DefaultRepSocket(SocketPlan plan, RequestDispatcher dispatch, RepPattern pattern) {
        super(new SocketCore<>(plan, pattern));
        this.dispatch = dispatch;
        plan.scope().onClose(dispatch::close);
        plan.scope().work().received(() -> pattern.waiting() + pattern.inFlight(), () -> {});
    }

    @Override
    public Mono<Void> serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> changes) {
        Objects.requireNonNull(handler, "handler");
        return serve(() -> RequestHandler.of(handler), changes);
    }

    @Override
    public <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler,
            Consumer<? super ServeOptions> changes) {
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(handler, "handler");
        return serve(() -> RequestHandler.of(requests, answers, handler), changes);
    }

    @Override
    public Mono<Void> serve(
            BiFunction<? super ZmqMessage, Map<String, String>, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> changes) {
        Objects.requireNonNull(handler, "handler");
        return serve(() -> RequestHandler.withHeaders(handler), changes);
    }

    @Override
    public <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            BiFunction<? super Q, Map<String, String>, ? extends Publisher<A>> handler,
            Consumer<? super ServeOptions> changes) {
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(handler, "handler");
        return serve(() -> RequestHandler.withHeaders(requests, answers, handler), changes);
    }

    private Mono<Void> serve(Supplier<RequestHandler> handlers, Consumer<? super ServeOptions> changes) {
        ServeOptions options = new ServeOptions();
        changes.accept(options);
        SocketScope scope = core.scope();
        return SendMono.of(
                "serve",
                actual ->
                        new RepServer(scope.loop(), scope.events(), dispatch, handlers.get(), options, actual).start());
    }

    @Override
    public Flux<RepRequest> requests() {
        return RepRequests.of(core.scope().loop(), dispatch);
    }
}
