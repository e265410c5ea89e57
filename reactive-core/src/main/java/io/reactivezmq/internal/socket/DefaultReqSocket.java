package io.reactivezmq.internal.socket;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A REQ socket. */
final class DefaultReqSocket extends DefaultZmqSocket<ReqSocket> implements ReqSocket {

    private final RequestScheduler requests;

    DefaultReqSocket(SocketPlan plan) {
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
}
