package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ, as its users use it: each socket on a thread that waits. */
final class JeroMq implements Library {

    private static final int TIMEOUT_MILLIS = 100;
    private static final int LINGER_MILLIS = 1000;

    /** Now and then two of them get stuck in their handshake, and begin anew only after this time: 30 s by default. */
    private static final int HANDSHAKE_MILLIS = 1000;

    private final ZContext context = new ZContext();

    @Override
    public void receive(String bindTo, Window window, Duration more) {
        ZMQ.Socket pull = bind(SocketType.PULL, bindTo);
        boolean open;
        do {
            open = window.message(pull.recv().length);
        } while (open);
        pull.setReceiveTimeOut(TIMEOUT_MILLIS);
        long end = System.nanoTime() + more.toNanos();
        while (System.nanoTime() < end) {
            pull.recv();
        }
    }

    @Override
    public void send(String connectTo, byte[] payload, Window window, Duration more) {
        ZMQ.Socket push = connect(SocketType.PUSH, connectTo);
        do {
            push.send(payload);
        } while (window.message(payload.length));
        push.setSendTimeOut(TIMEOUT_MILLIS);
        long end = System.nanoTime() + more.toNanos();
        while (System.nanoTime() < end) {
            push.send(payload);
        }
    }

    @Override
    public void serve(String bindTo, long requests) {
        context.setLinger(LINGER_MILLIS);
        ZMQ.Socket rep = bind(SocketType.REP, bindTo);
        for (long i = 0; i < requests; i++) {
            rep.send(rep.recv());
        }
    }

    @Override
    public void ask(String connectTo, byte[] payload, RoundTrips trips) {
        ZMQ.Socket req = connect(SocketType.REQ, connectTo);
        long askedAt;
        do {
            askedAt = System.nanoTime();
            req.send(payload);
        } while (trips.answered(req.recv().length, askedAt));
    }

    private ZMQ.Socket bind(SocketType type, String endpoint) {
        ZMQ.Socket socket = open(type);
        socket.bind(endpoint);
        Library.listening(socket.getLastEndpoint());
        return socket;
    }

    private ZMQ.Socket connect(SocketType type, String endpoint) {
        ZMQ.Socket socket = open(type);
        socket.connect(endpoint);
        return socket;
    }

    private ZMQ.Socket open(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        return socket;
    }

    @Override
    public void close() {
        context.close();
    }
}
