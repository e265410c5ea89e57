package io.reactivezmq.tck;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnUndecodable;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;

/** With a codec that cannot decode each second message. */
@Test
public class ReceiveDecodedVerificationTest extends ReceiveVerification {

    private final AtomicInteger decoded = new AtomicInteger();

    private final MessageCodec<ZmqMessage> everySecond = new MessageCodec<>() {
        @Override
        public ZmqMessage encode(ZmqMessage value) {
            return value;
        }

        @Override
        public ZmqMessage decode(ZmqMessage message) {
            if (decoded.incrementAndGet() % 2 == 0) {
                throw new IllegalArgumentException("one in two");
            }
            return message;
        }
    };

    @Override
    Flux<ZmqMessage> receive(PullSocket pull) {
        return pull.receive(everySecond, OnUndecodable.SKIP);
    }
}
