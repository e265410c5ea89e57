package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ConnectTimeoutException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * One attempt to connect by any transport, and the connection it leads to. On the loop.
 *
 * <p>Each step of it has a limit: what comes before there is a channel, and the answer of a name service, the one of
 * {@link #limit}; the operating system's connect and a proxy's {@code connectTimeout}; TLS, the upgrade to a WebSocket
 * and the handshake with all that is asked and computed in it {@code handshakeTimeout}.
 */
public final class NettyDial implements Disposable {

    /** For what no operating system limits, where {@code connectTimeout} is left to that. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LinkHost host;
    private @Nullable ZmtpHandler handler;
    private Disposable attempt = () -> {};
    private Disposable timer = () -> {};
    private boolean disposed;

    /** For one connected endpoint. */
    public NettyDial(LinkHost host) {
        this.host = host;
    }

    /**
     * Puts our handlers into the pipeline of one more channel: each address of a name is tried with a channel of its
     * own.
     *
     * @param between what stands between the channel and the session, if anything does
     */
    public void install(Channel channel, ChannelHandler... between) {
        ZmtpHandler made = new ZmtpHandler(host, false);
        handler = made;
        timer.dispose();
        if (disposed) {
            made.abort();
        }
        made.install(channel, between);
    }

    /** Begins; the host is told how it ends. */
    public Disposable start(Mono<? extends Connection> connect) {
        Duration limit = limit(host);
        timer = host.loop().schedule(() -> failed(timeout(host, limit)), limit);
        attempt = connect.subscribe(connection -> {}, failure -> LoopCallback.run(host, () -> failed(failure)));
        return this;
    }

    /** How long the parts of an attempt may take that the operating system does not limit. */
    public static Duration limit(LinkHost host) {
        Duration set = host.settings().connect().connectTimeout();
        return set.isZero() ? LONGEST : set;
    }

    /** The failure of an attempt that took longer. */
    public static ZmqException timeout(LinkHost host, Duration limit) {
        return new LinkTimeoutException(host.endpoint().uri(), LinkTimeoutException.Stage.CONNECT, limit);
    }

    private void failed(Throwable failure) {
        if (!disposed) {
            dispose();
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
            timer.dispose();
            attempt.dispose();
            if (handler != null) {
                handler.abort();
            }
        }
    }
}
