package io.reactivezmq.tck;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;

@Test
public class ReceiveVerificationTest extends ReceiveVerification {

    @Override
    Flux<ZmqMessage> receive(PullSocket pull) {
        return pull.receive();
    }
}
