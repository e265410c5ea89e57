package io.reactivezmq.spring.boot.test;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqProperties;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Peers for the sockets of an application in a test with {@code zmq.test.inproc=true}. A peer connects if the
 * application's socket binds, and binds otherwise. The methods return when it has done so. Peers are closed with the
 * application.
 */
public final class ZmqTestPeers {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ZmqContext zmq;
    private final ZmqProperties properties;

    ZmqTestPeers(ZmqContext zmq, ZmqProperties properties) {
        this.zmq = zmq;
        this.properties = properties;
    }

    static String endpointOf(String socket) {
        return "inproc://" + socket;
    }

    /** Answers the requests of the application's REQ socket with this name, each with the first message. */
    public RepSocket rep(String socket, Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        RepSocket rep = attach(socket, zmq.rep());
        rep.serve(handler).subscribe();
        return rep;
    }

    /** Answers the requests of the application's REQ socket with this name by texts. */
    public RepSocket repText(String socket, Function<? super String, String> handler) {
        return rep(socket, question -> Mono.fromSupplier(() -> ZmqMessage.of(handler.apply(question.text()))));
    }

    /** Creates a REQ for the application's REP socket with this name. */
    public ReqSocket req(String socket) {
        return attach(socket, zmq.req());
    }

    /** Creates a PUB for the application's SUB socket with this name, and waits until that has subscribed. */
    public PubSocket pub(String socket) {
        PubSocket pub = attach(socket, zmq.pub());
        pub.awaitSubscribers(1).block(LIMIT);
        return pub;
    }

    /** Creates a SUB with all messages of the application's PUB socket with this name. */
    public SubSocket sub(String socket) {
        return attach(socket, zmq.sub().subscribe(""));
    }

    /** Creates a PUSH for the application's PULL socket with this name. */
    public PushSocket push(String socket) {
        return attach(socket, zmq.push());
    }

    /** Creates a PULL for the application's PUSH socket with this name. */
    public PullSocket pull(String socket) {
        return attach(socket, zmq.pull());
    }

    /**
     * Connects any socket of {@link ZmqContext} with the application's socket with this name.
     *
     * @throws IllegalArgumentException when no socket has this name
     */
    public <S extends ZmqSocket<S>> S attach(String socket, S peer) {
        ZmqProperties.Socket other = properties.sockets().get(socket);
        if (other == null) {
            throw new IllegalArgumentException("No socket is named '" + socket + "': the names below zmq.sockets are "
                    + properties.sockets().keySet());
        }
        if (other.bind().isEmpty()) {
            peer.bind(endpointOf(socket)).block(LIMIT);
            return peer;
        }
        return peer.connect(endpointOf(socket));
    }
}
