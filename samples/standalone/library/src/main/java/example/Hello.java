package example;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Makes one round trip over TCP, with both sides in one process. */
public final class Hello {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Hello() {}

    public static void main(String[] args) {
        ZmqContext zmq = ZmqContext.create();
        RepSocket rep = zmq.rep();
        rep.serve(request -> Mono.just(ZmqMessage.of("Hello, " + request.text()))).subscribe();
        String answer = rep.bind("tcp://127.0.0.1:0")
                .flatMap(at -> zmq.req().connect(at).request("world"))
                .map(ZmqMessage::text)
                .block(LIMIT);
        System.out.println(answer);
        zmq.close().block(LIMIT);
    }
}
