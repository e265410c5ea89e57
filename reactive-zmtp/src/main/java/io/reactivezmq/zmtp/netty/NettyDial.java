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
 * One attempt to connect by any transport, and the connection that results from it. All calls are made on the loop.
 *
 * <p>Each step has a limit. {@link #limit} applies to the steps before a channel exists, and to name resolution.
 * {@code connectTimeout} applies to the operating system's connect and to a proxy. {@code handshakeTimeout} applies to
 * TLS, and then anew to the WebSocket upgrade together with the ZMTP handshake, its authentications and computations.
 */
public final class NettyDial implements Disposable {

    /**
     * The limit of steps that no operating system limits, when {@code connectTimeout} is left to the operating system.
     */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LinkHost host;
    private @Nullable ZmtpHandler handler;
    private Disposable attempt = () -> {};
    private Disposable timer = () -> {};
    private boolean disposed;

    /** Creates an attempt for one connected endpoint. */
    public NettyDial(LinkHost host) {
        this.host = host;
    }

    /**
     * Adds the handlers to the pipeline of a new channel. Each address of a name is tried with a channel of its own.
     *
     * @param between the handlers between the channel and the session, if any
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

    /** Starts the attempt. The result is reported to the host. */
    public Disposable start(Mono<? extends Connection> connect) {
        Duration limit = limit(host);
        timer = host.loop().schedule(() -> failed(timeout(host, limit)), limit);
        attempt = connect.subscribe(connection -> {}, failure -> LoopCallback.run(host, () -> failed(failure)));
        return this;
    }

    /**
     * Returns the time limit for the steps of an attempt that the operating system does not limit:
     * {@code connectTimeout}, or 30 seconds when that is zero.
     */
    public static Duration limit(LinkHost host) {
        Duration set = host.settings().connect().connectTimeout();
        return set.isZero() ? LONGEST : set;
    }

    /** Returns the failure of an attempt that exceeded this limit. */
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
