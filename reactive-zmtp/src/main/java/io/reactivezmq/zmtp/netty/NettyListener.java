package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/** One listening channel of any transport, with the connections that are still in their handshake. */
public final class NettyListener implements Listener {

    private final LinkHost host;
    private final AcceptLimiter limiter;
    private @Nullable DisposableServer server;
    private @Nullable Endpoint endpoint;

    /** For one bound endpoint. */
    public NettyListener(LinkHost host) {
        this.host = host;
        this.limiter = new AcceptLimiter(host);
    }

    /**
     * A connection has come: puts our handlers into its pipeline. On the loop.
     *
     * @param between what stands between the channel and the session, if anything does
     */
    public void accept(Channel channel, ChannelHandler... between) {
        limiter.accept(channel.remoteAddress()).install(channel, between);
        AcceptFilter.install(channel, host);
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
        return Mono.create(sink -> LoopCallback.run(
                host,
                () -> {
                    server().dispose();
                    limiter.close();
                    server().onDispose().subscribe(null, sink::error, sink::success);
                },
                sink::success));
    }
}
