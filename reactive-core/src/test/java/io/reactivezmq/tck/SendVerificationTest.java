package io.reactivezmq.tck;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.SubscriberWhiteboxVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The subscriber that {@code send(publisher)} subscribes with. */
@Test
public class SendVerificationTest extends SubscriberWhiteboxVerification<ZmqMessage> {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ZmqContext zmq;

    public SendVerificationTest() {
        super(new TestEnvironment(5_000, 120));
    }

    @BeforeMethod
    public void open() {
        zmq = ZmqContext.create(o -> o.loops(1));
    }

    @AfterMethod
    public void close() {
        zmq.close().block(Duration.ofSeconds(10));
    }

    @Override
    public ZmqMessage createElement(int element) {
        return ZmqMessage.of("m" + element);
    }

    @Override
    public Subscriber<ZmqMessage> createSubscriber(WhiteboxSubscriberProbe<ZmqMessage> probe) {
        PushSocket push = zmq.push(o -> o.sendHighWaterMark(16).linger(Duration.ZERO));
        push.connect("inproc://tck-" + NUMBER.incrementAndGet());
        AtomicReference<Subscriber<? super ZmqMessage>> subscriber = new AtomicReference<>();
        push.send(new Flux<ZmqMessage>() {
                    @Override
                    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
                        subscriber.set(actual);
                    }
                })
                .subscribe(null, closed -> {});
        return new Probed(subscriber.get(), probe);
    }

    /** Passes everything on, and tells the probe. */
    private static final class Probed implements Subscriber<ZmqMessage> {

        private final Subscriber<? super ZmqMessage> actual;
        private final WhiteboxSubscriberProbe<ZmqMessage> probe;
        private boolean subscribed;

        private Probed(Subscriber<? super ZmqMessage> actual, WhiteboxSubscriberProbe<ZmqMessage> probe) {
            this.actual = actual;
            this.probe = probe;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            actual.onSubscribe(subscription);
            if (subscribed || subscription == null) {
                return;
            }
            subscribed = true;
            probe.registerOnSubscribe(new SubscriberPuppet() {
                @Override
                public void triggerRequest(long elements) {
                    // It asks for what there is room for, on its own.
                }

                @Override
                public void signalCancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(ZmqMessage message) {
            actual.onNext(message);
            probe.registerOnNext(message);
        }

        @Override
        public void onError(Throwable cause) {
            actual.onError(cause);
            probe.registerOnError(cause);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
            probe.registerOnComplete();
        }
    }
}
