package io.reactivezmq.samples.guide;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Echoes requests. With options it fails on purpose: it leaves one request unanswered, or dies in the middle of one.
 */
@Command(name = "lazy-pirate-server", description = "9. REP: echoes, stalls, dies.")
public final class LazyPirateServer implements Program {

    @Option(names = "--bind", description = "where to listen")
    private String endpoint = "tcp://127.0.0.1:5585";

    @Option(names = "--stall-at", description = "the number in the request that is not answered the first time")
    private int stallAt = 0;

    @Option(names = "--die-at", description = "the number in the request that kills the server")
    private int dieAt = 0;

    private final AtomicBoolean stalled = new AtomicBoolean();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("lazy-pirate-server", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        RepSocket rep = zmq.rep();
        return rep.bind(endpoint)
                .doOnNext(at -> out.println("listening at " + at))
                .then(rep.serve(request -> answer(request, out)));
    }

    private Publisher<ZmqMessage> answer(ZmqMessage request, PrintStream out) {
        out.println("received " + request.text());
        // By their text, as a client that got no answer in time may have sent the ones before several times.
        if (request.text().equals("request " + dieAt)) {
            Runtime.getRuntime().halt(1);
        }
        boolean stalls = request.text().equals("request " + stallAt) && stalled.compareAndSet(false, true);
        return stalls ? Mono.never() : Mono.just(request);
    }
}
