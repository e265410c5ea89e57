package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ConnectTimeoutException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/** One attempt to connect by any transport, and the connection it leads to. On the loop. */
public final class NettyDial implements Disposable {

    private final LinkHost host;
    private @Nullable ZmtpHandler handler;
    private Disposable attempt = () -> {};
    private boolean disposed;

    /** For one connected endpoint. */
    public NettyDial(LinkHost host) {
        this.host = host;
    }

    /**
     * Puts our handlers into the pipeline of one more channel: each address of a name is tried with a channel of its own.
     *
     * @param between what stands between the channel and the session, if anything does
     */
    public void install(Channel channel, ChannelHandler... between) {
        ZmtpHandler made = new ZmtpHandler(host, false);
        handler = made;
        if (disposed) {
            made.abort();
        }
        made.install(channel, between);
    }

    /** Begins; the host is told how it ends. */
    public Disposable start(Mono<? extends Connection> connect) {
        attempt = connect.subscribe(connection -> {}, failure -> BackOnLoop.run(host, () -> failed(failure)));
        return this;
    }

    private void failed(Throwable failure) {
        if (!disposed) {
            disposed = true;
            host.failed(host.endpoint().uri(), false, named(failure));
        }
    }

    private ZmqException named(Throwable failure) {
        if (failure instanceof ZmqException known) {
            return known;
        }
        String endpoint = host.endpoint().uri();
        return failure instanceof ConnectTimeoutException
                ? new LinkTimeoutException(
                        endpoint,
                        LinkTimeoutException.Stage.CONNECT,
                        host.settings().connect().connectTimeout())
                : new ConnectFailedException(endpoint, failure);
    }

    @Override
    public void dispose() {
        if (!disposed) {
            disposed = true;
            attempt.dispose();
            if (handler != null) {
                handler.abort();
            }
        }
    }
}
