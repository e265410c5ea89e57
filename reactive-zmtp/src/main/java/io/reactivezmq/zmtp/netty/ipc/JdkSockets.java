package io.reactivezmq.zmtp.netty.ipc;

import io.netty.channel.EventLoop;
import io.reactivezmq.zmtp.netty.NettyLoops;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The JDK's own Unix domain sockets. It reads a file of settings when it meets the first one, so not on a loop. */
final class JdkSockets {

    private static volatile boolean ready;

    private JdkSockets() {}

    /** Completes when they may be made on this loop: at once, but for the first time, when it does on another thread. */
    static Mono<Void> readyOn(EventLoop loop) {
        return ready || !NettyLoops.isNio(loop)
                ? Mono.empty()
                : Mono.fromCallable(JdkSockets::makeOne)
                        .subscribeOn(Schedulers.boundedElastic())
                        .then();
    }

    private static boolean makeOne() throws IOException {
        SocketChannel.open(StandardProtocolFamily.UNIX).close();
        ready = true;
        return true;
    }
}
