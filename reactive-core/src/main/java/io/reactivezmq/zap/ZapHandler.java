package io.reactivezmq.zap;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Runs an {@link Authenticator} as a ZAP handler, which gets requests as messages (RFC 27). */
public final class ZapHandler {

    /** The endpoint at which the sockets of a context look for a ZAP handler. */
    public static final String ENDPOINT = "inproc://zeromq.zap.01";

    private ZapHandler() {}

    /**
     * Returns a request handler for a REP socket: {@code rep.serve(ZapHandler.of(authenticator))}. When the
     * authenticator fails or is empty, the reply has status 500. A malformed request fails with a
     * {@link io.reactivezmq.error.ProtocolException}.
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
     * Creates a REP socket that is the ZAP handler of a context, bound at {@link #ENDPOINT}, once subscribed to.
     * Closing that socket ends the handler. Fails with {@link io.reactivezmq.error.BindFailedException} when the
     * context already has one.
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
