package io.reactivezmq.internal.socket;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.internal.pattern.RepPattern;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** REP: its requests go to whoever serves. */
final class RepFace extends SocketFace<RepSocket> implements RepSocket {

    private final QueryDispatch dispatch = new QueryDispatch();

    RepFace(SocketCore core) {
        super(core);
        RepPattern pattern = new RepPattern(dispatch);
        dispatch.from(pattern.inbound());
        core.pattern(pattern);
        core.onClose(reason -> dispatch.close());
    }

    @Override
    public Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler, int concurrency) {
        Objects.requireNonNull(handler, "handler");
        if (concurrency < 1) {
            throw new InvalidOptionException("concurrency", concurrency, "at least 1");
        }
        return new SendMono(actual -> new RepServer(core, dispatch, handler, concurrency, actual).start());
    }

    @Override
    public Flux<RepRequest> requests() {
        return new RepRequests(core, dispatch);
    }
}
