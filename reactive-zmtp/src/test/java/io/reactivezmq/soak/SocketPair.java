package io.reactivezmq.soak;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Two sockets, one bound and one connected to it, and what goes to and fro between them. */
record SocketPair(ZmqSocket<?> bound, ZmqSocket<?> connected, String at, Supplier<Mono<?>> talk) {

    /** One in five is inproc, the others are tcp. */
    static SocketPair open(ZmqContext zmq, int number) {
        String at = number % 5 == 4 ? "inproc://soak-" + number : "tcp://127.0.0.1:*";
        return switch (number % 4) {
            case 0 -> pair(zmq, at);
            case 1 -> dealerAndRouter(zmq, at);
            case 2 -> requestAndReply(zmq, at);
            default -> pubAndSub(zmq, at);
        };
    }

    private static SocketPair pair(ZmqContext zmq, String at) {
        PairSocket left = zmq.pair();
        PairSocket right = zmq.pair();
        return new SocketPair(
                left,
                right,
                at,
                () -> right.send("there")
                        .then(left.receiveOne())
                        .then(left.send("and back"))
                        .then(right.receiveOne()));
    }

    private static SocketPair dealerAndRouter(ZmqContext zmq, String at) {
        RouterSocket router = zmq.router();
        DealerSocket dealer = zmq.dealer();
        return new SocketPair(
                router,
                dealer,
                at,
                () -> dealer.send("there")
                        .then(router.receiveOne())
                        .flatMap(router::send)
                        .then(dealer.receiveOne()));
    }

    private static SocketPair requestAndReply(ZmqContext zmq, String at) {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req();
        rep.serve(request -> Mono.just(ZmqMessage.of("and back"))).subscribe();
        return new SocketPair(rep, req, at, () -> req.request("there"));
    }

    /** What goes back is the subscription. */
    private static SocketPair pubAndSub(ZmqContext zmq, String at) {
        PubSocket pub = zmq.pub();
        SubSocket sub = zmq.sub().subscribe("th");
        return new SocketPair(
                pub,
                sub,
                at,
                () -> pub.awaitSubscribers(1).then(pub.send("there")).then(sub.receiveOne()));
    }

    /** Binds, connects, and lets one message go each way. */
    Mono<?> exchange() {
        return bound.bind(at).flatMap(endpoint -> {
            connected.connect(endpoint.uri());
            return talk.get();
        });
    }

    Mono<Void> close() {
        return Mono.when(connected.close(), bound.close());
    }
}
