package io.reactivezmq.zmtp.netty;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Prepares the JDK's TCP, Unix domain and datagram sockets. The JDK reads configuration files when it creates the first
 * ones, which must not happen on an event loop.
 */
public final class JdkSockets {

    private static volatile boolean ready;

    private JdkSockets() {}

    /**
     * Completes when such sockets may be created on this loop: at once, except for the first time, when another thread
     * creates one of each.
     */
    public static Mono<Void> readyOn(EventLoop loop) {
        return ready || !NettyLoopGroup.isNio(loop)
                ? Mono.empty()
                : Mono.fromCallable(JdkSockets::makeOneOfEach)
                        .subscribeOn(Schedulers.boundedElastic())
                        .then();
    }

    /**
     * Lets the JDK read its configuration for TCP, which JDK 17 does for its first socket. Cheap, so it is done on the
     * thread that creates the first context.
     */
    static void prepareTcp() {
        try {
            new ServerSocket().close();
        } catch (IOException failure) {
            // The first socket of the context fails in the same way, and reports it.
        }
    }

    private static boolean makeOneOfEach() throws IOException {
        SocketChannel.open(StandardProtocolFamily.UNIX).close();
        try (DatagramChannel datagrams = DatagramChannel.open()) {
            datagrams.socket().close();
        }
        ready = true;
        return true;
    }
}
