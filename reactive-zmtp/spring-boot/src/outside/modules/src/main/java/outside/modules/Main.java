package outside.modules;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A round trip over TCP and within the process. */
public final class Main {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] args) {
        ZmqContext zmq = ZmqContext.create();
        for (String endpoint : new String[] {"tcp://127.0.0.1:*", "inproc://round-trip"}) {
            RepSocket rep = zmq.rep();
            String bound = rep.bind(endpoint).block(LIMIT).uri();
            rep.serve(request -> Mono.just(ZmqMessage.of("re: " + request.text())))
                    .subscribe();
            System.out.println(zmq.req().connect(bound).request(endpoint).block(LIMIT).text());
        }
        System.out.println(Main.class.getModule());
        zmq.close().block(LIMIT);
    }
}
