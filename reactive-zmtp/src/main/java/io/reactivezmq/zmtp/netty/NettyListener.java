package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/** One listening channel of any transport, with its connections whose handshake is open. */
public final class NettyListener implements Listener {

    private final LinkHost host;
    private final AcceptLimiter limiter;
    private @Nullable DisposableServer server;
    private @Nullable Endpoint endpoint;

    /** Creates a listener for one bound endpoint. */
    public NettyListener(LinkHost host) {
        this.host = host;
        this.limiter = new AcceptLimiter(host);
    }

    /**
     * Adds the handlers to the pipeline of an accepted connection. Called on the loop.
     *
     * @param between the handlers between the channel and the session, if any
     */
    public void accept(Channel channel, ChannelHandler... between) {
        ZmtpHandler handler = limiter.accept(channel.remoteAddress());
        if (handler.hasEnded()) {
            // It closes when it is active, and must not get TLS first: that takes time and computations.
            handler.install(channel);
        } else {
            handler.install(channel, between);
            AcceptFilter.install(channel, host, handler);
        }
    }

    /** Sets the listening server and its resolved endpoint, and returns this listener. */
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
                    server().onDispose().subscribe(null, sink::error, () -> released(sink::success));
                },
                sink::success));
    }

    /** Runs the action when the address is free. The JDK's closed channels keep theirs until the loop selects again. */
    private void released(Runnable action) {
        try {
            host.loop().executeLater(action);
        } catch (RejectedExecutionException ended) {
            action.run();
        }
    }
}
