package io.reactivezmq.zmtp.netty;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/** One listening channel of any transport, with the connections that are still in their handshake. */
public final class NettyListener implements Listener {

    private final LinkHost host;

    /** On the loop. */
    private final Set<ZmtpHandler> open = new LinkedHashSet<>();

    private @Nullable DisposableServer server;
    private @Nullable Endpoint endpoint;

    /** For one bound endpoint. */
    public NettyListener(LinkHost host) {
        this.host = host;
    }

    /** A handler for a connection that has just been accepted. On the loop. */
    public ZmtpHandler handler() {
        ZmtpHandler handler = new ZmtpHandler(host, true);
        open.add(handler);
        handler.onEnd(() -> open.remove(handler));
        return handler;
    }

    /** It listens, at this address. */
    public Listener bound(DisposableServer listening, Endpoint resolved) {
        server = listening;
        endpoint = resolved;
        return this;
    }

    private DisposableServer server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public Endpoint endpoint() {
        return Objects.requireNonNull(endpoint);
    }

    @Override
    public Mono<Void> close() {
        return Mono.create(sink -> host.loop().execute(() -> {
            server().dispose();
            for (ZmtpHandler handler : List.copyOf(open)) {
                if (handler.isHandshaking()) {
                    handler.abort();
                }
            }
            server().onDispose().subscribe(null, sink::error, sink::success);
        }));
    }
}
