package io.reactivezmq.tck;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@Test
public class ReceiveOnSchedulerVerificationTest extends ReceiveVerification {

    @Override
    Flux<ZmqMessage> receive(PullSocket pull) {
        return pull.receive(Schedulers.parallel());
    }
}
