package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks4ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.reactivezmq.spi.settings.ProxySettings;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Delays {@code channelActive} for all later handlers until the proxy has connected to the peer. */
final class ProxyConnectHandler extends ChannelInboundHandlerAdapter {

    private boolean open;

    private ProxyConnectHandler() {}

    /**
     * Adds the handlers for a proxy in front of all others.
     *
     * @param address the resolved address of the proxy
     * @param limit the time limit for connecting through the proxy; zero keeps Netty's default
     */
    static void install(ChannelPipeline pipeline, ProxySettings settings, InetSocketAddress address, Duration limit) {
        ProxyHandler proxy = handler(settings, address);
        if (!limit.isZero()) {
            proxy.setConnectTimeoutMillis(limit.toMillis());
        }
        pipeline.addFirst(proxy, new NoVoidPromises(), new ProxyConnectHandler());
    }

    private static ProxyHandler handler(ProxySettings settings, InetSocketAddress address) {
        boolean known = !settings.user().isEmpty();
        return switch (settings.kind()) {
            case SOCKS5 ->
                known
                        ? new Socks5ProxyHandler(address, settings.user(), settings.password())
                        : new Socks5ProxyHandler(address);
            case SOCKS4 -> known ? new Socks4ProxyHandler(address, settings.user()) : new Socks4ProxyHandler(address);
            case HTTP ->
                known
                        ? new HttpProxyHandler(address, settings.user(), settings.password())
                        : new HttpProxyHandler(address);
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (open) {
            context.fireChannelActive();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ProxyConnectionEvent && !open) {
            open = true;
            context.fireChannelActive();
        }
        context.fireUserEventTriggered(event);
    }

    /** Replaces void promises, because the proxy's handler queues writes, which void promises do not allow. */
    private static final class NoVoidPromises extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            context.write(message, promise.unvoid());
        }
    }
}
