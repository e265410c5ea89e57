package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.SocketClosedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** One program. Picocli fills in its options; what it shows is in {@link #run}. */
interface Program extends Callable<Integer> {

    /** How long, at the end, what was accepted may still be sent. */
    Duration FAREWELL = Duration.ofSeconds(10);

    /** Does what the program is for, and completes when that is done. Many never are: they end with Ctrl-C. */
    Mono<Void> run(ZmqContext zmq, PrintStream out);

    /** Makes the context, runs, and closes the context in the end, whichever end that is. */
    @Override
    default Integer call() {
        ZmqContext zmq = ZmqContext.create();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> zmq.close().block(FAREWELL)));
        run(zmq, System.out).onErrorComplete(SocketClosedException.class).block();
        return 0;
    }
}
