package io.reactivezmq.zmtp.netty;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The JDK's own Unix domain and datagram sockets. The JDK reads files of settings when it makes the first ones, which
 * must not happen on a loop.
 */
public final class JdkSockets {

    private static volatile boolean ready;

    private JdkSockets() {}

    /**
     * Completes when they may be made on this loop: at once, except for the first time, when another thread makes some.
     */
    public static Mono<Void> readyOn(EventLoop loop) {
        return ready || !NettyLoops.isNio(loop)
                ? Mono.empty()
                : Mono.fromCallable(JdkSockets::makeOneOfEach)
                        .subscribeOn(Schedulers.boundedElastic())
                        .then();
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
