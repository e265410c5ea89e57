package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Listening;
import io.reactivezmq.samples.benchmarks.Streams;
import io.reactivezmq.samples.benchmarks.Window;
import java.time.Duration;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** JeroMQ as a part of a reactive pipeline: its calls block on a thread of their own, behind {@code publishOn}. */
final class JeroMqOnSchedulers implements Streams {

    private static final int TIMEOUT_MILLIS = 100;

    private final ZContext context = new ZContext();
    private final Scheduler blocking = Schedulers.newSingle("jeromq", true);
    private final Scheduler app = Schedulers.newSingle("app", true);

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        ZMQ.Socket pull = context.createSocket(SocketType.PULL);
        pull.setReceiveTimeOut(TIMEOUT_MILLIS);
        pull.bind(bindTo);
        Listening.at(pull.getLastEndpoint());
        Disposable receiving = Flux.<byte[]>generate(sink -> receive(pull, sink))
                .filter(message -> message.length > 0)
                .subscribeOn(blocking)
                .publishOn(app)
                .subscribe(message -> window.message(message.length), window::fail);
        Ends.await(window, more);
        receiving.dispose();
    }

    private static void receive(ZMQ.Socket pull, SynchronousSink<byte[]> sink) {
        byte[] message = pull.recv();
        sink.next(message == null ? new byte[0] : message);
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        ZMQ.Socket push = context.createSocket(SocketType.PUSH);
        push.setSendTimeOut(TIMEOUT_MILLIS);
        push.setLinger(0);
        push.connect(connectTo);
        byte[] body = new byte[messageSize];
        Disposable sending = Flux.<byte[]>generate(sink -> sink.next(body))
                .subscribeOn(app)
                .publishOn(blocking)
                .subscribe(
                        message -> {
                            if (push.send(message)) {
                                window.message(messageSize);
                            }
                        },
                        window::fail);
        Ends.await(window, more);
        sending.dispose();
    }

    @Override
    public void close() {
        blocking.disposeGracefully().block(Duration.ofSeconds(1));
        app.dispose();
        context.close();
    }
}
