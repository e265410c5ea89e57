package io.reactivezmq.samples.modulepath;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.CurveKeyPair;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Makes one REQ/REP round trip for each argument: {@code inproc}, {@code ipc}, {@code tcp}, {@code ws}, {@code curve}.
 */
public final class RoundTrips {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private RoundTrips() {}

    public static void main(String[] names) {
        ZmqContext zmq = ZmqContext.create();
        try {
            for (String name : names) {
                System.out.println(name + ": " + roundTrip(zmq, name));
            }
        } finally {
            zmq.close().block(LIMIT);
        }
    }

    private static String roundTrip(ZmqContext zmq, String name) {
        return switch (name) {
            case "inproc" -> roundTrip(zmq.rep(), zmq.req(), "inproc://round-trip");
            case "ipc" -> roundTrip(zmq.rep(), zmq.req(), "ipc://*");
            case "tcp" -> roundTrip(zmq.rep(), zmq.req(), "tcp://127.0.0.1:*");
            case "ws" -> roundTrip(zmq.rep(), zmq.req(), "ws://127.0.0.1:*");
            case "curve" -> {
                CurveKeyPair server = CurveKeyPair.generate();
                RepSocket rep = zmq.rep(o -> o.curveServer(server));
                ReqSocket req = zmq.req(o -> o.curveClient(server.publicKey(), CurveKeyPair.generate()));
                yield roundTrip(rep, req, "tcp://127.0.0.1:*");
            }
            default -> throw new IllegalArgumentException("Unknown argument: " + name);
        };
    }

    /** Returns the reply and the thread that delivers it, whose name contains the kind of event loop. */
    private static String roundTrip(RepSocket rep, ReqSocket req, String endpoint) {
        rep.serve(request -> Mono.just(ZmqMessage.of("hello " + request.text())))
                .subscribe();
        return rep.bind(endpoint)
                // A name instead of an address, so that the client resolves it.
                .map(bound -> bound.uri().replace("127.0.0.1", "localhost"))
                .flatMap(bound -> req.connect(bound).request("world"))
                .map(reply -> reply.text() + " on " + Thread.currentThread().getName())
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}
