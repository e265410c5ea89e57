package io.reactivezmq.tck;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import reactor.core.publisher.Flux;

/** Messages that a PULL receives from a PUSH, cut off after as many as the kit wants. */
abstract class ReceiveVerification extends PublisherVerification<ZmqMessage> {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ZmqContext zmq;

    ReceiveVerification() {
        // A loop may be slow on a busy machine: signals have seconds, and a cancel has longer than it needs.
        super(new TestEnvironment(5_000, 120), 2_000);
    }

    abstract Flux<ZmqMessage> receive(PullSocket pull);

    @BeforeMethod
    public void open() {
        zmq = ZmqContext.create(o -> o.loops(1));
    }

    @AfterMethod
    public void close() {
        zmq.close().block(Duration.ofSeconds(10));
    }

    /** One with a peer that sends as much as it can. */
    private PullSocket pull() {
        String name = "inproc://tck-" + NUMBER.incrementAndGet();
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(16));
        pull.bind(name).block();
        PushSocket push =
                zmq.push(o -> o.sendHighWaterMark(16).linger(Duration.ZERO)).connect(name);
        push.send(Flux.<ZmqMessage>generate(out -> out.next(ZmqMessage.of("m"))))
                .subscribe(null, closed -> {});
        return pull;
    }

    @Override
    public long maxElementsFromPublisher() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        // take() leaves the rules to the publisher under test: it neither prefetches nor queues.
        return receive(pull()).take(elements);
    }

    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        // Receiving never fails.
        return null;
    }
}
