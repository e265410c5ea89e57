package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.SocketClosedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** One program of the guide. Picocli fills in its options; {@link #run} is the example. */
interface Program extends Callable<Integer> {

    /** Time limit for sending accepted messages when the program ends. */
    Duration FAREWELL = Duration.ofSeconds(10);

    /** Runs the program. The Mono completes when its work is done. Many programs have no end and run until Ctrl-C. */
    Mono<Void> run(ZmqContext zmq, PrintStream out);

    /** Creates the context and runs the program. A shutdown hook closes the context, also after Ctrl-C or a failure. */
    @Override
    default Integer call() {
        ZmqContext zmq = ZmqContext.create();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> zmq.close().block(FAREWELL)));
        run(zmq, System.out).onErrorComplete(SocketClosedException.class).block();
        return 0;
    }
}
