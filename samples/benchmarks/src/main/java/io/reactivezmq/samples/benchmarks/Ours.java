package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent.Disconnected;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Reactive ZMQ. */
final class Ours implements Library {

    private final ZmqContext zmq;
    private final Place place;
    private final Sending sending;
    private final Shape shape;

    Ours(Place place) {
        this(place, Sending.publisher(place), Shape.PLAIN, ZmqContext.create());
    }

    /**
     * Creates the library under test.
     *
     * @param place the thread that application code runs on
     * @param sending how streams are sent
     * @param shape settings of the sockets
     * @param zmq the context, which {@link #close} closes
     */
    Ours(Place place, Sending sending, Shape shape, ZmqContext zmq) {
        this.place = place;
        this.sending = sending;
        this.shape = shape;
        this.zmq = zmq;
    }

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        if (feed.isPub()) {
            SubSocket sub = zmq.sub(shape::server);
            feed.topics().forEach(sub::subscribe);
            listen(sub.bind(bindTo));
            receive(sub, window, more);
        } else {
            PullSocket pull = zmq.pull(shape::server);
            listen(pull.bind(bindTo));
            receive(pull, window, more);
        }
    }

    private void receive(MessageReceiver socket, Window window, Duration more) {
        place.received(socket).subscribe(new Counter(window));
        window.result().join();
        Mono.delay(more).block();
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        if (feed.isPub()) {
            PubSocket pub = zmq.pub(o -> shape.client(o.linger(Duration.ZERO))).connect(connectTo);
            sending.run(pub, window, more, feed.messages(messageSize));
        } else {
            PushSocket push = zmq.push(o -> shape.client(o.linger(Duration.ZERO)));
            for (int i = 0; i < shape.connections(); i++) {
                push.connect(connectTo);
            }
            sending.run(push, window, more, feed.messages(messageSize));
        }
    }

    /**
     * Echoes until the client disconnects, which it does once it has all its answers. Before that, the last answer may
     * still be in flight.
     */
    @Override
    public void serve(String bindTo, long requests) {
        RepSocket rep = zmq.rep(shape::server);
        CompletableFuture<@Nullable Disconnected> end =
                rep.events().ofType(Disconnected.class).next().toFuture();
        listen(rep.bind(bindTo));
        Disposable serving = place.echo(rep).subscribe(served -> {}, end::completeExceptionally);
        end.join();
        serving.dispose();
    }

    @Override
    public void ask(String connectTo, byte[] payload, RoundTrips trips) {
        List<ReqSocket> askers = Stream.generate(() -> zmq.req(shape::client))
                .limit(shape.connections())
                .map(req -> req.connect(connectTo))
                .toList();
        place.ask(askers, ZmqMessage.wrap(payload), trips);
    }

    @Override
    public void serveMany(String bindTo) {
        RepSocket rep = zmq.rep(shape::server);
        listen(rep.bind(bindTo));
        place.echo(rep).block();
    }

    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        ReqSocket req = zmq.req(o -> shape.client(o.maxInFlight(inFlight))).connect(connectTo);
        place.askMany(req, ZmqMessage.wrap(payload), inFlight, window);
    }

    @Override
    public void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more) {
        PubSocket pub = zmq.pub(o -> shape.server(o.linger(Duration.ZERO)));
        listen(pub.bind(bindTo));
        pub.awaitSubscribers(subscribers).block();
        sending.run(pub, window, more, ZmqMessage.wrap(new byte[messageSize]));
    }

    @Override
    public void afterEach(String bindTo, int messages, Runnable then) {
        PullSocket pull = zmq.pull(o -> shape.server(o.backlog(Connections.BACKLOG)));
        listen(pull.bind(bindTo));
        for (int i = 0; i < messages; i++) {
            pull.receiveOne().block();
            then.run();
        }
    }

    private static void listen(Mono<Endpoint> bound) {
        Listening.at(bound.blockOptional().orElseThrow().uri());
    }

    @Override
    public void close() {
        zmq.close().block();
        place.close();
    }
}
