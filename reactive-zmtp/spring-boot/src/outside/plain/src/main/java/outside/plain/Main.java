package outside.plain;

import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Uses sockets where neither Spring nor Micrometer can be loaded. */
public final class Main {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] args) {
        for (String absent : new String[] {
            "io.micrometer.observation.ObservationRegistry",
            "io.micrometer.core.instrument.MeterRegistry",
            "org.springframework.context.ApplicationContext"
        }) {
            try {
                Class.forName(absent);
                throw new IllegalStateException(absent + " is there");
            } catch (ClassNotFoundException expected) {
                System.out.println("absent: " + absent);
            }
        }
        ZmqContext zmq = ZmqContext.create();
        RepSocket rep = zmq.rep();
        String service = rep.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        rep.serve(Mono::just).subscribe();
        System.out.println(zmq.req(o -> o.maxInFlight(8))
                .connect(service)
                .request("answered")
                .block(LIMIT)
                .text());
        PubSocket pub = zmq.pub();
        SubSocket sub = zmq.sub().subscribe("").connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT).uri());
        pub.awaitSubscribers(1).block(LIMIT);
        Mono<ZmqMessage> received = sub.receiveOne();
        pub.send("published").block(LIMIT);
        System.out.println(received.block(LIMIT).text());
        zmq.close().block(LIMIT);
    }
}
