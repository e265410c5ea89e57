package demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.micrometer.ZmqMetrics;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Prints, for each pair of turns, the throughput with meters divided by that without. */
public final class MeteredThroughput {

    private static final int PAIRS = 15;
    private static final int MESSAGES = 600_000;

    private MeteredThroughput() {}

    public static void main(String[] args) {
        // Without Spring Boot, logback would write everything.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        turn(false);
        turn(true);
        List<String> ratios = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            boolean first = i % 2 == 0;
            double one = turn(first);
            double other = turn(!first);
            ratios.add(String.valueOf(first ? one / other : other / one));
        }
        System.out.println("ratios: " + String.join(" ", ratios));
        System.exit(0);
    }

    /** Returns the messages of 100 bytes per second, from a PUSH to a PULL over TCP. */
    private static double turn(boolean metered) {
        ZmqContext zmq = ZmqContext.create();
        Disposable meters =
                metered ? ZmqMetrics.bind(zmq, new SimpleMeterRegistry(), Tags.empty()) : Disposables.disposed();
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("tcp://127.0.0.1:*").block().uri());
        push.awaitPeers(1).block();
        ZmqMessage message = ZmqMessage.wrap(new byte[100]);
        long begun = System.nanoTime();
        push.send(Flux.range(0, MESSAGES).map(i -> message)).subscribe();
        pull.receive().take(MESSAGES).blockLast();
        double seconds = (System.nanoTime() - begun) / 1e9;
        meters.dispose();
        zmq.close().block();
        return MESSAGES / seconds;
    }
}
