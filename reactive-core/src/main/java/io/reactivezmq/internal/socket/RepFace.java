package io.reactivezmq.internal.socket;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.RepPattern;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** REP: its requests go to whoever serves. */
final class RepFace extends SocketFace<RepSocket> implements RepSocket {

    private final RepServers servers;

    RepFace(SocketCore core) {
        super(core);
        servers = new RepServers(core);
        RepPattern pattern = new RepPattern(servers);
        servers.from(pattern.inbound());
        core.pattern(pattern);
        core.onClose(reason -> servers.close());
    }

    @Override
    public Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler, int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency cannot be " + concurrency + ": at least 1");
        }
        return new SendMono(actual -> servers.serve(handler, concurrency, actual));
    }
}
