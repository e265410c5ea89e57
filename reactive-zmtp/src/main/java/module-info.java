/**
 * The network transports: ZMTP on Reactor Netty. Applications that share their event loops with sockets require this
 * module for {@link io.reactivezmq.zmtp.NettyLoops}. All others require only {@code io.reactivezmq}.
 *
 * <p>Three modules are optional. CURVE needs {@code org.bouncycastle.provider}, which is resolved when it is on the
 * module path, and may use libsodium through {@code com.sun.jna} if the application requires that. Linux's epoll needs
 * one of Netty's native modules, such as {@code io.netty.transport.epoll.linux.x86_64}, which the application has to
 * require; sockets use the JDK's channels without it.
 */
// Reactor Netty has no module descriptor, but its manifest reserves this module name.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.reactivezmq.zmtp {
    // Reactor Netty, an automatic module, cannot say which of Netty's modules it uses. They are resolved only because
    // this module requires them all.
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires transitive io.reactivezmq;
    requires jdk.net;
    requires static com.sun.jna;
    requires static org.bouncycastle.provider;
    requires transitive reactor.netty.core;

    exports io.reactivezmq.zmtp;

    provides io.reactivezmq.loop.LoopProvider with
            io.reactivezmq.zmtp.netty.NettyLoopGroup.Provider;
    provides io.reactivezmq.spi.Transport with
            io.reactivezmq.zmtp.netty.ipc.IpcTransport,
            io.reactivezmq.zmtp.netty.tcp.TcpTransport,
            io.reactivezmq.zmtp.netty.tcp.TlsTransport,
            io.reactivezmq.zmtp.netty.udp.UdpTransport,
            io.reactivezmq.zmtp.netty.ws.WsTransport;
}
