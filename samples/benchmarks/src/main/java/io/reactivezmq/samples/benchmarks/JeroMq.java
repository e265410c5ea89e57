package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import java.util.stream.Stream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ in its usual form, with each socket on a thread that blocks. */
final class JeroMq implements Library {

    private static final int TIMEOUT_MILLIS = 100;
    private static final int LINGER_MILLIS = 1000;

    /**
     * Handshake timeout in milliseconds. Now and then two JeroMQ peers get stuck in their handshake, and begin anew
     * only after this time. The default is 30 s.
     */
    private static final int HANDSHAKE_MILLIS = 1000;

    private final ZContext context = new ZContext();
    private final Shape shape;

    JeroMq(Shape shape) {
        this.shape = shape;
    }

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        ZMQ.Socket pull = open(feed.isPub() ? SocketType.SUB : SocketType.PULL);
        if (feed.isPub()) {
            feed.topics().forEach(pull::subscribe);
        }
        bind(pull, bindTo);
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
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        ZMQ.Socket push = connect(feed.isPub() ? SocketType.PUB : SocketType.PUSH, connectTo);
        for (int i = 1; i < shape.connections(); i++) {
            push.connect(connectTo);
        }
        send(push, window, more, feed.payloads(messageSize));
    }

    private static void send(ZMQ.Socket socket, Window window, Duration more, byte[]... payloads) {
        int next = 0;
        do {
            socket.send(payloads[next]);
            next = next + 1 == payloads.length ? 0 : next + 1;
        } while (window.message(payloads[next].length));
        socket.setSendTimeOut(TIMEOUT_MILLIS);
        long end = System.nanoTime() + more.toNanos();
        while (System.nanoTime() < end) {
            socket.send(payloads[0]);
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
        ZMQ.Socket[] askers = Stream.generate(() -> connect(SocketType.REQ, connectTo))
                .limit(shape.connections())
                .toArray(ZMQ.Socket[]::new);
        int next = 0;
        ZMQ.Socket req;
        long askedAt;
        do {
            req = askers[next];
            next = next + 1 == askers.length ? 0 : next + 1;
            askedAt = System.nanoTime();
            req.send(payload);
        } while (trips.answered(req.recv().length, askedAt));
    }

    @Override
    public void serveMany(String bindTo) {
        ZMQ.Socket router = bind(SocketType.ROUTER, bindTo);
        while (!Thread.currentThread().isInterrupted()) {
            byte[] frame = router.recv();
            router.send(frame, router.hasReceiveMore() ? ZMQ.SNDMORE : 0);
        }
    }

    /** Uses a DEALER that sends requests as a REQ does: a number, a delimiter, the body. */
    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        ZMQ.Socket dealer = connect(SocketType.DEALER, connectTo);
        for (int i = 0; i < inFlight; i++) {
            ask(dealer, payload);
        }
        byte[] answer;
        do {
            do {
                answer = dealer.recv();
            } while (dealer.hasReceiveMore());
            ask(dealer, payload);
        } while (window.message(answer.length));
        dealer.setLinger(0);
    }

    private static void ask(ZMQ.Socket dealer, byte[] payload) {
        dealer.sendMore(new byte[Integer.BYTES]);
        dealer.sendMore(new byte[0]);
        dealer.send(payload);
    }

    @Override
    public void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more) {
        ZMQ.Socket xpub = open(SocketType.XPUB);
        xpub.setXpubVerbose(true);
        bind(xpub, bindTo);
        for (int i = 0; i < subscribers; i++) {
            xpub.recv();
        }
        send(xpub, window, more, new byte[messageSize]);
    }

    @Override
    public void afterEach(String bindTo, int messages, Runnable then) {
        ZMQ.Socket pull = open(SocketType.PULL);
        pull.setBacklog(Connections.BACKLOG);
        bind(pull, bindTo);
        for (int i = 0; i < messages; i++) {
            pull.recv();
            then.run();
        }
    }

    private ZMQ.Socket bind(SocketType type, String endpoint) {
        ZMQ.Socket socket = open(type);
        bind(socket, endpoint);
        return socket;
    }

    private void bind(ZMQ.Socket socket, String endpoint) {
        shape.server(socket);
        socket.bind(endpoint);
        Listening.at(socket.getLastEndpoint());
    }

    private ZMQ.Socket connect(SocketType type, String endpoint) {
        ZMQ.Socket socket = open(type);
        shape.client(socket);
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
