package io.reactivezmq.zap;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** An authenticator that is asked by messages. */
public final class ZapHandler {

    /** Where a context's sockets look for one. */
    public static final String ENDPOINT = "inproc://zeromq.zap.01";

    private ZapHandler() {}

    /**
     * What a REP socket does to be a handler: {@code rep.serve(ZapHandler.of(authenticator))}. An authenticator that
     * fails or does not decide is answered for with status 500; a request that cannot be read fails.
     */
    public static Function<ZmqMessage, Mono<ZmqMessage>> of(Authenticator authenticator) {
        return message -> {
            ZapRequest asked = ZapRequest.decode(message);
            return Mono.defer(() -> authenticator.authenticate(asked.request()))
                    .onErrorResume(
                            failure -> Mono.just(AuthResult.internalError("the authenticator failed: " + failure)))
                    .defaultIfEmpty(AuthResult.internalError("the authenticator gave no answer"))
                    .map(result -> new ZapReply(asked.id(), result).encode());
        };
    }

    /**
     * Opens a REP socket that is the context's handler, bound at {@link #ENDPOINT}; closing it ends that. Fails with
     * {@link io.reactivezmq.error.BindFailedException} when there is one already.
     */
    public static Mono<RepSocket> bind(ZmqContext context, Authenticator authenticator) {
        return Mono.defer(() -> {
            RepSocket handler = context.rep();
            return handler.bind(ENDPOINT)
                    .doOnSuccess(bound ->
                            handler.serve(of(authenticator)).onErrorComplete().subscribe())
                    .thenReturn(handler)
                    .onErrorResume(failure -> handler.close().then(Mono.error(failure)));
        });
    }
}
