package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outcome of a bind comes on the loop, although the transport has it on a thread of its own. */
class BindOnOtherThreadsTest {

    private static final int ATTEMPTS = 200;

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.withThread();

    private final Queue<String> outside = new ConcurrentLinkedQueue<>();

    private void here(String what) {
        if (!harness.loop().inLoop()) {
            outside.add(what + " on " + Thread.currentThread().getName());
        }
    }

    @Test
    void theFailureAndItsEventComeOnTheLoop() throws InterruptedException {
        PullSocket pull = harness.zmq().pull();
        CountDownLatch events = new CountDownLatch(ATTEMPTS);
        pull.events().subscribe(event -> {
            here(event.toString());
            if (event instanceof SocketEvent.BindFailed) {
                events.countDown();
            }
        });
        CountDownLatch failures = new CountDownLatch(ATTEMPTS);
        for (int i = 0; i < ATTEMPTS; i++) {
            harness.at("busy" + i).answerOnOtherThreads();
            harness.at("busy" + i).refuseToBind(new java.net.BindException("in use"));
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            pull.bind(harness.uri("busy" + i)).subscribe(null, failure -> {
                here("the failure");
                if (failure instanceof BindFailedException) {
                    failures.countDown();
                }
            });
        }
        assertThat(failures.await(10, TimeUnit.SECONDS)).as("all binds fail").isTrue();
        assertThat(events.await(10, TimeUnit.SECONDS)).as("all events come").isTrue();
        assertThat(outside).isEmpty();
    }

    @Test
    void theEndpointComesOnTheLoopAndTakesPeers() throws InterruptedException {
        PullSocket pull = harness.zmq().pull();
        harness.at("here").answerOnOtherThreads();
        CountDownLatch bound = new CountDownLatch(1);
        pull.bind(harness.uri("here")).subscribe((Endpoint endpoint) -> {
            here("the endpoint");
            bound.countDown();
        });
        assertThat(bound.await(10, TimeUnit.SECONDS)).isTrue();
        harness.at("here").connect().deliver("first");
        assertThat(pull.receiveOne().block(Duration.ofSeconds(10)).text()).isEqualTo("first");
        assertThat(outside).isEmpty();
    }
}
