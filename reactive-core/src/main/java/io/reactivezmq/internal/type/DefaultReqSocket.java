package io.reactivezmq.internal.type;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.request.EncodedRequest;
import io.reactivezmq.internal.request.RequestScheduler;
import io.reactivezmq.spi.HeaderRequester;
import io.reactivezmq.spi.RequestHeaders;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A REQ socket. */
public final class DefaultReqSocket extends DefaultZmqSocket<ReqSocket> implements ReqSocket, HeaderRequester {

    private final RequestScheduler requests;

    public DefaultReqSocket(SocketPlan plan) {
        this(plan, new RequestScheduler(plan.scope()));
    }

    private DefaultReqSocket(SocketPlan plan, RequestScheduler requests) {
        super(new SocketCore<>(plan, requests.pattern()));
        this.requests = requests;
    }

    @Override
    public Mono<ZmqMessage> request(ZmqMessage message) {
        return requests.request(Objects.requireNonNull(message, "message"), null);
    }

    @Override
    public <Q, A> Mono<A> request(Q value, MessageCodec<? super Q> encoder, MessageCodec<A> decoder) {
        return EncodedRequest.of(requests, value, encoder, decoder, null);
    }

    @Override
    public Mono<ZmqMessage> request(ZmqMessage message, Map<String, String> headers) {
        return requests.request(Objects.requireNonNull(message, "message"), RequestHeaders.encode(headers));
    }

    @Override
    public <Q, A> Mono<A> request(
            Q value, MessageCodec<? super Q> encoder, MessageCodec<A> decoder, Map<String, String> headers) {
        return EncodedRequest.of(requests, value, encoder, decoder, RequestHeaders.encode(headers));
    }
}
