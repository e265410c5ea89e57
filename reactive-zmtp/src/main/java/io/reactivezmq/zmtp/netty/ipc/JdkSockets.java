package io.reactivezmq.zmtp.netty.ipc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The JDK's own Unix domain sockets. It reads a file of settings when it meets the first one, so not on a loop. */
final class JdkSockets {

    private static volatile boolean ready;

    private JdkSockets() {}

    /** Completes when they may be made on a loop: at once, but for the first time. */
    static Mono<Void> ready() {
        return ready
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
