package io.reactivezmq.internal.socket;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.RepPattern;
import io.reactivezmq.options.ServeOptions;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A REP socket. Its requests go to the subscribers of {@code serve} and {@code requests}. */
final class DefaultRepSocket extends DefaultZmqSocket<RepSocket> implements RepSocket {

    private final RequestDispatcher dispatch = new RequestDispatcher(core.loop());

    DefaultRepSocket(SocketBase core) {
        super(core);
        RepPattern pattern = new RepPattern(dispatch, core.loop()::executeLater);
        dispatch.from(pattern);
        core.pattern(pattern);
        core.onClose(reason -> dispatch.close());
    }

    @Override
    public Mono<Void> serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> changes) {
        Objects.requireNonNull(handler, "handler");
        ServeOptions options = new ServeOptions();
        changes.accept(options);
        return SendMono.of(actual -> new RepServer(core, dispatch, handler, options, actual).start());
    }

    @Override
    public Flux<RepRequest> requests() {
        return RepRequests.of(core, dispatch);
    }
}
