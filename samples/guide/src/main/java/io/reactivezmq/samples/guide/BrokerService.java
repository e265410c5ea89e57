package io.reactivezmq.samples.guide;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Answers with the text of the request and its own name, behind a broker or on its own. */
@Command(name = "broker-service", description = "6. REP: serves behind a broker, or on its own.")
public final class BrokerService implements Program {

    @Option(names = "--connect", description = "where the broker is")
    private String broker = "tcp://127.0.0.1:5572";

    @Option(names = "--bind", description = "listen there instead, for clients without a broker")
    private @Nullable String endpoint;

    @Option(names = "--name", description = "who serves")
    private String name = "service-" + ProcessHandle.current().pid();

    private final LongAdder answered = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("broker-service", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        RepSocket rep = zmq.rep();
        return meet(rep)
                .doOnNext(where -> out.println(name + " serves at " + where))
                .then(Report.everySecond(out, () -> name + " has answered " + answered, rep.serve(this::answer)));
    }

    private Mono<ZmqMessage> answer(ZmqMessage request) {
        answered.increment();
        return Mono.just(ZmqMessage.of(request.text(), name));
    }

    private Mono<String> meet(RepSocket rep) {
        if (endpoint != null) {
            return rep.bind(endpoint).map(Object::toString);
        }
        rep.connect(broker);
        return Mono.just(broker);
    }
}
