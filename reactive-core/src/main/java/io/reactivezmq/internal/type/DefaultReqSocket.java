package io.reactivezmq.internal.type;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.request.EncodedRequest;
import io.reactivezmq.internal.request.RequestScheduler;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A REQ socket. */
public final class DefaultReqSocket extends DefaultZmqSocket<ReqSocket> implements ReqSocket {

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
        return requests.request(Objects.requireNonNull(message, "message"));
    }

    @Override
    public <Q, A> Mono<A> request(Q value, MessageCodec<? super Q> encoder, MessageCodec<A> decoder) {
        return EncodedRequest.of(requests, value, encoder, decoder);
    }
}
